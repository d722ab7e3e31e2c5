package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {

  private static final String HEADER =
      "target,address,port,segment,verdict,cause,outcome,selected_protocol\n";

  @TempDir private Path folder;

  private Path monday;
  private Path tuesday;

  @BeforeEach
  void layOutFiles() throws IOException {
    StringBuilder old = new StringBuilder(HEADER);
    StringBuilder now = new StringBuilder(HEADER);
    for (int i = 1; i <= 200; i++) {
      String place = "10.0.3.0/24,10.0.3." + i + ",3389,10.0.3.0/24,";
      old.append(place).append("ok,,ready,HYBRID\n");
      now.append(place)
          .append(i <= 180 ? "failing,undetermined,silent,\n" : "degraded,network,ready,HYBRID\n");
    }
    old.append("srv1,10.0.0.7,3389,10.0.0.0/24,ok,,ready,HYBRID\n");
    now.append("srv1,10.0.0.7,3389,10.0.0.0/24,failing,service,refused,\n");
    old.append("a,2001:db8::7,3389,2001:db8::/64,failing,service,refused,\n");
    now.append("a,2001:db8::7,3389,2001:db8::/64,ok,,ready,SSL\n");
    old.append("10.0.0.0/24,10.0.0.9,3390,10.0.0.0/24,ok,,ready,HYBRID\n");
    now.append("10.0.0.0/24,10.0.0.9,3390,10.0.0.0/24,ok,,ready,SSL\n");
    old.append("10.0.0.0/24,10.0.0.10,3389,10.0.0.0/24,ok,,ready,HYBRID\n");
    now.append("10.0.0.0/24,10.0.0.10,3389,10.0.0.0/24,unknown,,not-sent,\n");
    old.append("10.7.0.1,10.7.0.1,3389,10.7.0.0/24,ok,,ready,HYBRID\n");
    monday = Files.writeString(folder.resolve("monday.csv"), old);
    tuesday = Files.writeString(folder.resolve("tuesday.csv"), now);
  }

  @Test
  void tellsPeopleWhatChanged() {
    assertEquals(
        new Invocation(
            0,
            """
            broke
              10.0.3.0/24: 180 of 200 that were well are failing, mostly silent
              10.0.0.7:3389 (srv1): was ok, is failing: refused (service)
            recovered
              [2001:db8::7]:3389 (a): was failing, is ok: ready
            protocol
              10.0.0.9:3390: was HYBRID, is SSL
            """,
            """
            change                    targets  whole segments
            broke                         181  1 with 180
            recovered                       1
            protocol                        1
            204 targets in both files, 1 of them unknown in one; 1 only in the older file, 0 only in the newer
            new failures: 181 (failing, and not before)
            """),
        diff());
  }

  @Test
  void writesCsvToAFile() throws IOException {
    Path changes = folder.resolve("changes.csv");

    Invocation diff = diff("-q", "-o", changes.toString());

    assertEquals(new Invocation(0, "", ""), diff);
    assertEquals(
        """
        change,segment,address,port,name,targets,of,before,after,outcome,cause
        broke,10.0.3.0/24,,,,180,200,,,silent,
        broke,10.0.0.0/24,10.0.0.7,3389,srv1,1,,ok,failing,refused,service
        recovered,2001:db8::/64,2001:db8::7,3389,a,1,,failing,ok,ready,
        protocol,10.0.0.0/24,10.0.0.9,3390,,1,,HYBRID,SSL,ready,
        """,
        Files.readString(changes));
  }

  @Test
  void namesEveryTargetIfAskedTo() {
    List<String> rows = diff("-q", "--each", "--format", "csv").out().lines().toList();

    assertEquals(1 + 180 + 3, rows.size());
    assertEquals(
        "broke,10.0.3.0/24,10.0.3.180,3389,,1,,ok,failing,silent,undetermined", rows.get(181));
  }

  @Test
  void writesTextToAFileIfAskedTo() throws IOException {
    Path changes = folder.resolve("changes.txt");

    diff("-o", changes.toString(), "--format", "text");

    assertEquals(diff().out(), Files.readString(changes));
  }

  @ParameterizedTest(name = "--fail-on {0}: {1}")
  @CsvSource({
    "none, 0",
    "any, 1",
    "new, 1",
    "broke, 1",
    "failing, 0",
    "vanished, 0",
    "appeared, 0",
    "recovered, 1",
    "certificate, 0",
    "protocol, 1",
    "build, 0",
    "'vanished,appeared', 0",
    "'vanished,NEW', 1",
  })
  void tellsOfChangesByTheExitCodeIfAskedTo(String failOn, int exitCode) {
    assertEquals(exitCode, diff("--fail-on", failOn).exitCode());
  }

  @Test
  void findsNothingInTwoEqualFiles() {
    assertEquals(
        new Invocation(
            0,
            "",
            """
            nothing changed
            205 targets in both files, 0 of them unknown in one; 0 only in the older file, 0 only in the newer
            new failures: 0 (failing, and not before)
            """),
        rdpsweep("diff", monday.toString(), monday.toString(), "--fail-on", "any"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.csv | tuesday.csv | DIR/missing.csv: no such file",
        "monday.csv  | missing.csv | DIR/missing.csv: no such file",
        "monday.csv  | .           | DIR/.: is a directory",
        "monday.csv  | empty.csv   | DIR/empty.csv:1: no header",
        "bad.csv     | tuesday.csv | DIR/bad.csv:3: \"10.0.0.256\": octet above 255",
      })
  void saysWhatIsWrongWithAFileAndWritesNothing(String old, String now, String reason)
      throws IOException {
    Files.createFile(folder.resolve("empty.csv"));
    Files.writeString(
        folder.resolve("bad.csv"), "address,port,verdict\n10.0.0.1,1,ok\n10.0.0.256,1,ok\n");
    Path changes = folder.resolve("changes.csv");

    Invocation diff =
        rdpsweep("diff", folder + "/" + old, folder + "/" + now, "-o", changes.toString());

    assertEquals(
        new Invocation(2, "", "rdpsweep: " + reason.replace("DIR", folder.toString()) + "\n"),
        diff);
    assertFalse(Files.exists(changes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format xml   | --format: \"xml\" is not one of auto, text, csv",
        "--fail-on old  | --fail-on: \"old\" is not one of none, any, new, broke, failing, vanished, appeared, recovered, certificate, protocol, build",
        "third.csv      | Unmatched argument at index 3: 'third.csv'",
      })
  void saysWhatIsWrongWithTheUsage(String arguments, String reason) {
    Invocation diff = diff(arguments.split(" "));

    assertEquals(
        new Invocation(2, "", "rdpsweep: " + reason + "\nTry 'rdpsweep diff --help'.\n"), diff);
  }

  @Test
  void leavesAnOldFileWhereTheNewOneCannotBeWritten() {
    Invocation diff = diff("-o", folder.toString());

    assertEquals(new Invocation(3, "", "rdpsweep: " + folder + ": is a folder\n"), diff);
    assertEquals(
        new Invocation(2, "", "rdpsweep: --output: empty file name\n"), diff("--output", ""));
  }

  private Invocation diff(String... arguments) {
    List<String> words = new ArrayList<>(List.of("diff", monday.toString(), tuesday.toString()));
    words.addAll(Arrays.asList(arguments));
    return rdpsweep(words.toArray(String[]::new));
  }
}
