package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of a sweep in the forms that its options choose. */
@EnabledOnOs(OS.LINUX) // which answers for all of 127.0.0.0/8
final class RowFormsTest {

  @TempDir private Path folder;

  @Test
  void writesRowsAsJsonBesideTheCsv() throws IOException {
    Path json = folder.resolve("rows.ndjson");

    Invocation scan = scan("--columns", "address,port,verdict,cause", "--ndjson", json.toString());

    assertEquals(
        """
        address,port,verdict,cause
        127.77.1.1,PORT,ok,
        127.77.1.2,PORT,ok,
        """,
        sorted(scan.out()));
    assertEquals(
        """
        {"address":"127.77.1.1","port":PORT,"verdict":"ok"}
        {"address":"127.77.1.2","port":PORT,"verdict":"ok"}
        """,
        sorted(withoutPort(Files.readString(json))));
  }

  @Test
  void standardOutputCanTakeTheJson() throws IOException {
    Path csv = folder.resolve("rows.csv");

    Invocation scan =
        scan("-o", csv.toString(), "--ndjson", "-", "--columns", "outcome,negotiation_flags");

    assertEquals("{\"outcome\":\"ready\",\"negotiation_flags\":31}\n".repeat(2), scan.out());
    assertEquals("outcome,negotiation_flags\n" + "ready,31\n".repeat(2), Files.readString(csv));
  }

  @Test
  void writesForSpreadsheets() throws IOException {
    Invocation semicolons =
        scan("--excel", "--separator", "semicolon", "--columns", "outcome,connect_ms");
    Invocation commas = scan("--excel", "--columns", "outcome,connect_ms");
    Invocation tabs = scan("--separator", "tab", "--columns", "outcome,port");

    assertTrue(
        semicolons.out().matches("\ufeffoutcome;connect_ms\n(ready;[0-9]+,[0-9]{3}\n){2}"),
        semicolons.out());
    assertTrue(
        commas.out().matches("\ufeffoutcome,connect_ms\n(ready,[0-9]+\\.[0-9]{3}\n){2}"),
        commas.out());
    assertEquals("outcome\tport\nready\tPORT\nready\tPORT\n", tabs.out());
  }

  @Test
  void listsTheColumnsOfAnInventoryToo() throws IOException {
    Path inventory =
        Files.writeString(folder.resolve("hosts.csv"), "host,Site\nnowhere.invalid,Ulm\n");

    Invocation plain = rdpsweep("scan", "--list-columns");
    Invocation more = rdpsweep("scan", "--list-columns", "--inventory", inventory.toString());

    assertEquals("target", plain.out().lines().findFirst().orElse(""));
    assertFalse(plain.out().contains("inventory_"));
    assertEquals(plain.out() + "inventory_Site\n", more.out());
    assertEquals("", more.err());
  }

  @Test
  void choosesColumnsOfTheInventory() throws IOException {
    Path inventory =
        Files.writeString(folder.resolve("hosts.csv"), "host,Site\n127.77.1.1,\"Ulm, 1\"\n");

    Invocation scan =
        scan("--inventory", inventory.toString(), "--columns", "inventory_Site,address");

    assertEquals(
        """
        inventory_Site,address
        "Ulm, 1",127.77.1.1
        ,127.77.1.2
        """,
        sorted(scan.out()));
  }

  @Test
  void leavesNoFileBehindWhereAColumnIsNone() throws IOException {
    Path csv = folder.resolve("rows.csv");

    Invocation scan = scan("-o", csv.toString(), "--columns", "inventory_Site");

    assertEquals(
        new Invocation(
            2,
            "",
            "rdpsweep: --columns: \"inventory_Site\": no such column; see scan --list-columns\n"),
        scan);
    assertFalse(Files.exists(csv));
  }

  @ParameterizedTest
  @CsvSource({
    "-o /dev/full, /dev/full: No space left on device",
    "-o /dev/null --ndjson /dev/full, /dev/full: No space left on device",
    "-o /dev/full --ndjson /dev/null, /dev/full: No space left on device",
    "-o /dev/null --segments-out /dev/full, /dev/full: No space left on device",
    "-o /dev/null --summary-json /dev/full, /dev/full: No space left on device",
  })
  void namesTheFileThatCannotBeWritten(String arguments, String reason) {
    Invocation scan = scan(arguments.split(" "));

    assertEquals(new Invocation(3, "", "rdpsweep: " + reason + "\n"), scan);
  }

  @Test
  void oneOutputThatFailsDoesNotSpoilTheOthers() throws IOException {
    Path csv = folder.resolve("rows.csv");
    Path summary = folder.resolve("summary.json");

    Invocation scan =
        scan(
            "-o",
            csv.toString(),
            "--segments-out",
            "/dev/full",
            "--summary-json",
            summary.toString());

    assertEquals(new Invocation(3, "", "rdpsweep: /dev/full: No space left on device\n"), scan);
    assertEquals(3, Files.readAllLines(csv).size());
    assertTrue(Files.readString(summary).contains("\"complete\" : true"));
  }

  private Invocation scan(String... arguments) {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      List<String> words = new ArrayList<>(List.of("scan", "127.77.1.1-2:" + host.port(), "-q"));
      words.addAll(Arrays.asList(arguments));
      Invocation scan = rdpsweep(words.toArray(String[]::new));
      return new Invocation(scan.exitCode(), withoutPort(scan.out()), scan.err());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only ports have five digits here. */
  private static String withoutPort(String text) {
    return text.replaceAll("(?<![0-9.])[0-9]{5}(?![0-9.])", "PORT");
  }

  /** The header first, if there is one, then rows in the order of their text. */
  private static String sorted(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    boolean hasHeader = !lines.get(0).startsWith("{");
    lines.subList(hasHeader ? 1 : 0, lines.size()).sort(RowFormsTest::byAddress);
    return String.join("\n", lines) + "\n";
  }

  private static int byAddress(String a, String b) {
    return a.substring(a.indexOf("127.")).compareTo(b.substring(b.indexOf("127.")));
  }
}
