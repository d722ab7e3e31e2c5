package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {

  private static final String HEADER = "target,address,port,verdict,cause,outcome\n";

  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path folder;

  @BeforeEach
  void layOutFiles() throws IOException {
    Files.writeString(
        folder.resolve("old.csv"),
        HEADER + "x,10.0.0.1,3389,ok,,ready\nx,10.0.0.2,3389,ok,,ready\n");
    Files.writeString(
        folder.resolve("new.csv"),
        HEADER + "x,10.0.0.1,3389,ok,,ready\nx,10.0.0.2,3389,failing,service,refused\n");
    Files.writeString(folder.resolve("bad.csv"), HEADER + "x,10.0.0.1,3389,fine,,ready\n");
    Files.writeString(folder.resolve("none.json"), "[1]\n");
    Files.writeString(folder.resolve("names.csv"), "prefix,name\n10.0.0.0/25,Ulm\n");
  }

  @Test
  void standsBesideTheResultsIfNoPlaceIsNamed() throws IOException {
    Invocation report = report("DIR/new.csv");

    assertEquals(new Invocation(0, "", inFolder("report: DIR/new.html\n")), report);
    assertEquals(2, data(folder.resolve("new.html")).get("rows").asInt());
  }

  @Test
  void tellsWhatChangedSinceTheBaseline() throws IOException {
    report("DIR/new.csv --baseline DIR/old.csv --segments DIR/names.csv -q -o DIR/out.html");

    JsonNode data = data(folder.resolve("out.html"));
    assertEquals(
        "[\"10.0.0.2:3389 (x): was ok, is failing: refused (service)\"]",
        data.at("/changes/kinds/0/told").toString());
    assertEquals("Ulm", data.at("/segments/0/1").asText());
    assertEquals(
        "[\"3389,10.0.0.0/25\"]",
        data.at("/hosts/parts/0/2/phrases").toString(),
        "segments as they are counted, whatever the file says");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // whose loopback is one address
  void tellsTheSameOfASweepAndOfItsFiles() throws IOException {
    Invocation demo =
        rdpsweep(
            "demo",
            "--hosts",
            "64",
            "-q",
            "-o",
            file("demo.csv"),
            "--report",
            file("sweep.html"),
            "--summary-json",
            file("demo.json"));
    assertEquals(new Invocation(0, "", ""), demo);

    report("DIR/demo.csv --summary-json DIR/demo.json -q -o DIR/files.html");

    JsonNode sweep = data(folder.resolve("sweep.html"));
    JsonNode files = data(folder.resolve("files.html"));
    for (String field :
        List.of("rows", "verdicts", "outcomes", "findings", "segments", "hosts", "subtitle")) {
      assertEquals(sweep.get(field), files.get(field), field);
    }
    assertTrue(
        sweep.get("made").toString().contains("\"rdpsweep demo --hosts 64 -q"),
        () -> sweep.get("made").toString());
    assertEquals(
        sweep.get("curves").get("connect").get("count"),
        files.get("curves").get("connect").get("count"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // whose loopback is one address
  void tellsTheSameChangesOfASweepAndOfItsFiles() throws IOException {
    FleetPlan plan = FleetPlan.of(List.of(host(1, Behaviour.NLA), host(2, Behaviour.OLD)));
    try (SimulatedFleet fleet = SimulatedFleet.start(plan)) {
      String before =
          HEADER
              + "x,127.77.0.1,%1$d,failing,service,refused\nx,127.77.0.2,%1$d,ok,,ready\n"
                  .formatted(fleet.port());
      Files.writeString(folder.resolve("before.csv"), before);
      Files.writeString(folder.resolve("now.csv"), before);

      Invocation scan =
          rdpsweep(
              "scan",
              "127.77.0.1-2",
              "-p",
              "" + fleet.port(),
              "-q",
              "--baseline",
              file("now.csv"),
              "-o",
              file("now.csv"), // which takes the baseline's place
              "--report",
              file("sweep.html"));

      assertEquals(new Invocation(0, "", ""), scan);
    }
    report("DIR/now.csv --baseline DIR/before.csv -q -o DIR/files.html");
    JsonNode changes = data(folder.resolve("files.html")).get("changes");
    assertEquals(changes, data(folder.resolve("sweep.html")).get("changes"));
    assertTrue(changes.toString().contains("127.77.0.1:"), changes::toString);
  }

  @Test
  void aSweepWhoseBaselineCannotBeComparedWritesNothing() throws IOException {
    Path baseline = folder.resolve("baseline.csv");
    Files.writeString(
        baseline,
        "target,address,port,verdict,cert_sha256\nx,127.0.0.1,3389,ok,\nx,127.0.0.2,3389,ok,zz\n");
    List<Path> before = files();

    Invocation scan =
        rdpsweep(
            "scan",
            "127.0.0.1",
            "--baseline",
            baseline.toString(),
            "-o",
            file("now.csv"),
            "--report",
            file("now.html"));

    String reason = baseline + ":3: \"zz\": no SHA-256 fingerprint of 64 digits";
    assertEquals(new Invocation(2, "", "rdpsweep: " + reason + "\n"), scan);
    assertEquals(before, files());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIR/missing.csv                            | DIR/missing.csv: no such file",
        "DIR/bad.csv                                | DIR/bad.csv:2: \"fine\": no verdict (ok, degraded, failing, absent or unknown)",
        "DIR/names.csv                              | DIR/names.csv:1: no column \"address\"; only results CSVs are read",
        "DIR/new.csv --output=                      | --output: empty file name",
        "DIR/new.csv --output=DIR/./new.csv         | --output: DIR/./new.csv holds the results",
        "DIR/new.csv --baseline DIR/missing.csv     | DIR/missing.csv: no such file",
        "DIR/new.csv --summary-json DIR/missing     | DIR/missing: no such file",
        "DIR/new.csv --summary-json DIR/none.json   | DIR/none.json:1: no summary in JSON",
        "DIR/new.csv --segments DIR/new.csv         | DIR/new.csv:1: no column \"prefix\" in the header",
      })
  void saysWhatIsWrongAndWritesNothing(String arguments, String reason) throws IOException {
    List<Path> before = files();

    Invocation report = report(arguments);

    assertEquals(new Invocation(2, "", inFolder("rdpsweep: " + reason + "\n")), report);
    assertEquals(before, files());
  }

  private static FleetPlan.Host host(int lastOctet, Behaviour behaviour) throws IOException {
    byte[] address = {127, 77, 0, (byte) lastOctet};
    return new FleetPlan.Host((Inet4Address) InetAddress.getByAddress(address), behaviour);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Invocation report(String arguments) {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(inFolder(arguments).split(" ")));
    return rdpsweep(all.toArray(String[]::new));
  }

  private String inFolder(String text) {
    return text.replace("DIR", folder.toString());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode data(Path page) throws IOException {
    Matcher matcher = DATA.matcher(Files.readString(page));
    assertTrue(matcher.find());
    return new ObjectMapper().readTree(matcher.group(1));
  }
}
