package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Baseline;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReadersTest {

  private static final NameResolver NO_NAMES =
      name -> {
        throw new UnknownHostException(name);
      };

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "address,site,owner\n10.0.0.7,Ulm,\"Meier, A.\"\n",
        "\ufeffaddress;site;owner\r\n10.0.0.7;Ulm;\"Meier, A.\"\r\n",
        "sep=;\nAddress;site;owner\n10.0.0.7;Ulm;Meier, A.\n",
        "address\tsite\towner\n\n10.0.0.7\tUlm\tMeier, A.\n\t\t\n",
        " ADDRESS , site , owner ,,\n 10.0.0.7 , Ulm , \"Meier, A.\" ,,\n,,,,\n",
        "\"address\";site;owner\n\"10.0.0.7\";\"Ulm\";\"Meier, A.\"",
      })
  void readsInventoriesAsSpreadsheetsWriteThem(String text) throws Exception {
    Inventory inventory = inventory(text);

    assertEquals(List.of("site", "owner"), inventory.columns());
    assertEquals(1, inventory.size());
    assertEquals(
        List.of("Ulm", "Meier, A."),
        inventory.cellsOf(SampleResults.target("10.0.0.7", "10.0.0.0/24")));
  }

  @Test
  void takesTheHostWhereThereIsNoAddress() throws Exception {
    Inventory inventory =
        inventory("host,address\nsrv1,10.0.0.7\n10.0.0.8,\n10.0.0.9\n2001:db8::1,\n");

    assertEquals(List.of("host"), inventory.columns());
    for (String address : List.of("10.0.0.7", "10.0.0.8", "10.0.0.9", "2001:db8::1")) {
      assertTrue(inventory.contains(SampleResults.target(address, "")), address);
    }
    assertEquals(List.of(), inventory.notFound());
  }

  @Test
  void namesFileAndLineOfWhatIsWrongWithAnInventory() {
    assertInventoryError(":1: no header", "");
    assertInventoryError(":1: no header", "\n10.0.0.7\n");
    assertInventoryError(
        ":1: no column \"address\" or \"host\" in the header", "ip,site\n10.0.0.7,Ulm\n");
    assertInventoryError(
        ":4: \"10.0.0.256\": octet above 255", "address\n10.0.0.7\n\n10.0.0.256\n");
    assertInventoryError(":3: \"10.0.0.256\": octet above 255", "sep=,\naddress\n10.0.0.256\n");
    assertInventoryError(
        ":2: \"10.0.0.0/24\": an inventory lists single hosts", "address\n10.0.0.0/24\n");
    assertInventoryError(
        ":3: a row without address or host", "address,site\n10.0.0.7,Ulm\n,Bonn\n");
    assertInventoryError(
        ":2: more cells than the header has names", "address,site\n10.0.0.7,Ulm,Bonn\n");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    Map<Charset, String> texts =
        Map.of(ISO_8859_1, "host,site\n10.0.0.7,München\n", UTF_16LE, "\ufeffhost\n");
    for (Map.Entry<Charset, String> entry : texts.entrySet()) {
      byte[] bytes = entry.getValue().getBytes(entry.getKey());
      Path file = Files.write(folder.resolve("hosts.csv"), bytes);

      String message = error(() -> InventoryReader.read(file, NO_NAMES));

      assertTrue(message.startsWith(file + ": not UTF-8 text"), message);
      assertTrue(message.endsWith("save it as \"CSV UTF-8\""), message);
    }
  }

  @Test
  void saysWhereAQuoteIsNotClosed() throws Exception {
    Path file = write("address,site\n10.0.0.7,\"Ulm\n10.0.0.8,Bonn\n");

    String message = error(() -> InventoryReader.read(file, NO_NAMES));

    assertTrue(message.startsWith(file + ":"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Path missing = folder.resolve("missing.csv");

    assertEquals(missing + ": no such file", error(() -> BaselineReader.read(missing)));
    assertEquals(folder + ": is a directory", error(() -> BaselineReader.read(folder)));
  }

  @Test
  void readsBackWhatASweepWrote() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    ResultRows rows = SampleResults.rows();
    csv.write(rows.of(SampleResults.unresolved("nowhere.example")));
    csv.write(rows.of(SampleResults.ready(SampleResults.target("10.0.0.7", "=evil,\"x"))));
    csv.write(rows.of(SampleResults.ready(SampleResults.target("2001:db8::7", "two"))));
    csv.write(rows.of(SampleResults.silent(SampleResults.target("10.0.0.8", "three"))));
    csv.flush();

    Baseline baseline = BaselineReader.read(write(out.toString(UTF_8)));

    assertEquals(Verdict.OK, verdict(baseline, "10.0.0.7"));
    assertEquals(Verdict.OK, verdict(baseline, "2001:db8::7"));
    assertEquals(Verdict.UNKNOWN, verdict(baseline, "10.0.0.8"));
  }

  @Test
  void readsABaselineThatASpreadsheetSavedInAnotherOrder() throws IOException {
    Path file =
        write(
            "\ufeffverdict;port;note;address\nfailing;3389;;10.0.0.7\ndegraded;3389;x;fe80::7%eth0");

    Baseline baseline = BaselineReader.read(file);

    assertEquals(Verdict.FAILING, verdict(baseline, "10.0.0.7"));
    assertEquals(Verdict.DEGRADED, verdict(baseline, "fe80::7"));
  }

  @Test
  void namesFileAndLineOfWhatIsWrongWithABaseline() throws IOException {
    assertBaselineError(
        ":1: no column \"verdict\"; a baseline is an older results CSV",
        "address,port\n10.0.0.7,3389\n");
    assertBaselineError(
        ":2: \"\": no verdict (ok, degraded, failing, absent or unknown)",
        "address,port,verdict\n10.0.0.7,3389,\n");
    assertBaselineError(
        ":3: \"70000\": no port", "address,port,verdict\n10.0.0.7,3389,ok\n10.0.0.7,70000,ok\n");
    assertBaselineError(
        ":2: \"srv1\": not an IPv4 address, which has four numbers",
        "address,port,verdict\nsrv1,3389,ok\n");
  }

  private void assertInventoryError(String expected, String text) {
    Path file = write(text);
    assertEquals(file + expected, error(() -> InventoryReader.read(file, NO_NAMES)));
  }

  private void assertBaselineError(String expected, String text) {
    Path file = write(text);
    assertEquals(file + expected, error(() -> BaselineReader.read(file)));
  }

  private static String error(Executable reading) {
    return assertThrows(IllegalArgumentException.class, reading).getMessage();
  }

  private Inventory inventory(String text) throws InterruptedException {
    return InventoryReader.read(write(text), NO_NAMES);
  }

  private static Verdict verdict(Baseline baseline, String address) {
    return baseline.verdictOn(SampleResults.target(address, ""));
  }

  private Path write(String text) {
    try {
      return Files.writeString(folder.resolve("hosts.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
