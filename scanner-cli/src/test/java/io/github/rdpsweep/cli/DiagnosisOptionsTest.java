package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linux answers for all of 127.0.0.0/8, so that each host has an address of its own. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiagnosisOptionsTest {

  private static final String HEALTHY = "127.97.0.4";
  private static final String SILENT = "127.97.0.5";
  private static final String LATE = "127.97.0.6";
  private static final String CLOSED = "127.97.0.7";

  private static SimulatedFleet fleet;

  @TempDir private Path folder;

  @BeforeAll
  static void startFleet() throws IOException {
    fleet =
        SimulatedFleet.start(
            FleetPlan.of(
                List.of(
                    new FleetPlan.Host(address(HEALTHY), Behaviour.NLA),
                    new FleetPlan.Host(address(LATE), Behaviour.DELAY),
                    new FleetPlan.Host(address(SILENT), Behaviour.SILENT))));
  }

  @AfterAll
  static void stopFleet() throws IOException {
    fleet.close();
  }

  @Test
  void tellsASilentHostOfTheInventoryFromAnAddressWithoutOne() throws IOException {
    Path inventory =
        Files.writeString(
            folder.resolve("hosts.csv"), "Address;site\n" + SILENT + ";\"Ulm, Hall 1\"\n");

    // A range, so that nothing but the inventory says that they exist.
    Invocation without = scan("127.97.0.4-5");
    Invocation with = scan("127.97.0.4-5", "--inventory", inventory.toString());

    assertEquals(List.of("ok,", "absent,"), diagnoses(without));
    assertEquals(List.of("ok,", "failing,undetermined"), diagnoses(with));
    List<String> lines = with.out().lines().toList();
    assertTrue(lines.get(0).endsWith(",unmarked_packets_lost,inventory_site"), lines.get(0));
    assertTrue(row(with, HEALTHY).endsWith(","), row(with, HEALTHY));
    assertTrue(row(with, SILENT).endsWith(",\"Ulm, Hall 1\""), row(with, SILENT));
  }

  @Test
  void takesItsOwnResultsForABaseline() throws IOException {
    Path old = folder.resolve("old.csv");
    scan("127.97.0.4-5", "-o", old.toString());
    String results = Files.readString(old);
    Files.writeString(
        old,
        results.replace(
            SILENT + "," + fleet.port() + ",127.97.0.0/24,absent",
            SILENT + "," + fleet.port() + ",127.97.0.0/24,ok"));

    Invocation again = scan("127.97.0.4-5", "--baseline", old.toString(), "-o", old.toString());

    assertEquals(0, again.exitCode(), again.err());
    List<String> rows = Files.readAllLines(old);
    String silent = rows.stream().filter(row -> row.contains(SILENT + ",")).findFirst().orElse("");
    assertTrue(silent.contains(",failing,undetermined,silent,"), silent);
    assertTrue(silent.contains("RDP worked in the baseline"), silent);
  }

  @ParameterizedTest(name = "{0} --fail-on {1}: {2}")
  @CsvSource({
    HEALTHY + ", failing, 0",
    CLOSED + ", failing, 1",
    CLOSED + ", none, 0",
  })
  void tellsOfFailingHostsByTheExitCodeIfAskedTo(String target, String failOn, int exitCode) {
    Invocation run = scan(target, "--fail-on", failOn);

    assertEquals(exitCode, run.exitCode(), run.err());
  }

  @ParameterizedTest(name = "was {0}, --fail-on {1}: {2}")
  @CsvSource({
    // what the baseline says of a host that is closed now
    "ok,       new,         1",
    "degraded, new,         1",
    "absent,   new,         1",
    "unknown,  new,         1",
    "'',       new,         1",
    "failing,  new,         0",
    "failing,  none,        0",
    "failing,  'new,failing', 1",
    "ok,       failing,     1",
  })
  void tellsOfNewFailuresByTheExitCode(String was, String failOn, int exitCode) throws IOException {
    String row = was.isEmpty() ? "" : CLOSED + "," + fleet.port() + "," + was + "\n";
    Path baseline = Files.writeString(folder.resolve("old.csv"), "address,port,verdict\n" + row);

    // Something must answer, or the sweep is taken for one without a network.
    Invocation run = scan(CLOSED, HEALTHY, "--baseline", baseline.toString(), "--fail-on", failOn);

    assertEquals(exitCode, run.exitCode(), run.err());
    String news = "new since the baseline: ";
    String expected =
        was.equals("failing")
            ? news + "0 failing"
            : news + "1 failing (" + CLOSED + ":" + fleet.port() + ")";
    assertEquals(
        expected, run.err().lines().filter(line -> line.startsWith(news)).findFirst().orElse(""));
  }

  @Test
  void takesANameThatWasNotFoundBeforeForNoNewFailure() throws IOException {
    Path baseline =
        Files.writeString(
            folder.resolve("old.csv"),
            "target,address,port,verdict\nnowhere.invalid,," + fleet.port() + ",failing\n");

    Invocation known =
        scan("nowhere.invalid", HEALTHY, "--baseline", baseline.toString(), "--fail-on", "new");
    Invocation other =
        scan("other.invalid", HEALTHY, "--baseline", baseline.toString(), "--fail-on", "new");

    assertEquals(0, known.exitCode(), known.err());
    assertEquals(1, other.exitCode(), other.err());
    assertTrue(
        other.err().contains("\nnew since the baseline: 1 failing (other.invalid)\n"), other.err());
  }

  @Test
  void namesTheFirstNewFailuresOnly() throws IOException {
    Path baseline = Files.writeString(folder.resolve("old.csv"), "address,port,verdict\n");

    Invocation run = scan("127.97.0.8-14", "--baseline", baseline.toString());

    String line = run.err().lines().filter(text -> text.startsWith("new since")).findFirst().get();
    assertTrue(
        line.matches("new since the baseline: 7 failing \\((127[0-9.:]+, ){5}\\.\\.\\.\\)"), line);
  }

  @Test
  void countsVerdictsAndCausesInTheSummary() throws IOException {
    Path json = folder.resolve("summary.json");

    Invocation run = scan(HEALTHY, SILENT, CLOSED, "--summary-json", json.toString());

    List<String> summary = run.err().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertTrue(summary.contains("verdict targets share causes"), run.err());
    assertTrue(summary.contains("ok 1 33.3 %"), run.err());
    assertTrue(summary.contains("failing 2 66.7 % service 1, undetermined 1"), run.err());
    String text = Files.readString(json).replaceAll("\\s", "");
    assertTrue(
        text.contains(
            "\"verdicts\":{\"ok\":1,\"degraded\":0,\"failing\":2,\"absent\":0,\"unknown\":0}"),
        text);
    assertTrue(
        text.contains(
            "\"causes\":{\"failing\":{\"network\":0,\"firewall\":0,\"service\":1,"
                + "\"compatibility\":0,\"undetermined\":1},\"degraded\":{"),
        text);
  }

  @Test
  void tellsOfHostsOfTheInventoryThatAreNotSwept() throws IOException {
    Path inventory =
        Files.writeString(
            folder.resolve("hosts.csv"), "host\n" + HEALTHY + "\n127.97.9.1\n127.97.9.2\n");
    Path json = folder.resolve("summary.json");

    Invocation run =
        scan(HEALTHY, "--inventory", inventory.toString(), "--summary-json", json.toString());

    assertTrue(
        run.err()
            .startsWith(
                "rdpsweep: "
                    + inventory
                    + ": 2 of 3 hosts are not swept, such as 127.97.9.1: no target covers them, or they are"
                    + " excluded\n"),
        run::err);
    assertEquals("", scan(HEALTHY, "-q", "--inventory", inventory.toString()).err());
    String text = Files.readString(json).replaceAll("\\s", "");
    assertTrue(
        text.contains("{\"hosts\":3,\"not_swept\":2,\"not_swept_example\":\"127.97.9.1\"}"), text);
  }

  @Test
  void groupsBySegmentsAsTheUserNamesThem() throws IOException {
    Path names =
        Files.writeString(
            folder.resolve("names.csv"),
            "prefix,name,floor\n127.97.0.0/29,Ulm,3\n127.97.0.6/31,Ulm laboratory,4\n");
    Path segments = folder.resolve("segments.csv");

    Invocation run =
        scan("127.97.0.4-8", "--segments", names.toString(), "--segments-out", segments.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(row(run, HEALTHY).contains(",127.97.0.0/29,ok,"), row(run, HEALTHY));
    assertTrue(row(run, HEALTHY).contains("Z,Ulm,"), row(run, HEALTHY));
    assertTrue(row(run, CLOSED).contains(",127.97.0.6/31,failing,"), row(run, CLOSED));
    assertTrue(row(run, CLOSED).contains("Z,Ulm laboratory,"), row(run, CLOSED));
    List<String> lines = Files.readAllLines(segments);
    assertTrue(lines.get(0).endsWith(",qos,segments_floor"), lines.get(0));
    assertEquals(
        List.of(
            "127.97.0.0/24,,service,",
            "127.97.0.0/29,Ulm,,",
            "127.97.0.6/31,Ulm laboratory,service,"),
        lines.stream().skip(1).map(line -> line.replaceFirst("^((?:[^,]*,){3}).*", "$1")).toList());
    assertTrue(lines.get(2).endsWith(",,3"), lines.get(2));
  }

  @Test
  void judgesByTheThresholdsItIsGiven() {
    Invocation strict = scan(LATE, "--slow-reply", "100ms");
    Invocation lenient = scan(LATE, "--slow-rtt", "5s", "--slow-reply", "5s", "--lossy", "90");

    assertEquals(List.of("degraded,service"), diagnoses(strict));
    assertEquals(List.of("ok,"), diagnoses(lenient));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--inventory | missing.csv | missing.csv: no such file",
        "--baseline  | missing.csv | missing.csv: no such file",
        "--slow-rtt  | 0ms         | --slow-rtt: \"0ms\" is not in 1ms-10m",
        "--slow-reply | 0ms        | --slow-reply: \"0ms\" is not in 1ms-10m",
        "--fail-on   | new         | --fail-on: new needs --baseline FILE, or --history DIR, to compare with",
        "--fail-on   | failing,old | --fail-on: \"old\" is not one of none, failing, policy, new",
        "--lossy     | 100         | --lossy: \"100\" is no percentage from 0 to 99, such as 1 or 0.5",
        "--lossy     | -1          | --lossy: \"-1\" is no percentage from 0 to 99, such as 1 or 0.5",
        "--jittery   | 30          | --jittery: \"30\" is no duration such as 250ms, 1.5s or 5m",
      })
  void refusesWhatItCannotUse(String option, String value, String message) {
    Invocation run = scan(HEALTHY, option, value);

    assertEquals(2, run.exitCode());
    assertEquals("rdpsweep: " + message, run.err().lines().findFirst().orElse(""));
    assertEquals("", run.out());
  }

  private static Invocation scan(String... arguments) {
    List<String> all = new ArrayList<>(List.of("scan", "--progress", "never", "--retries", "0"));
    all.addAll(List.of("--connect-timeout", "300ms", "-p", Integer.toString(fleet.port())));
    all.addAll(Arrays.asList(arguments));
    return rdpsweep(all.toArray(String[]::new));
  }

  /** Verdict and cause of each row, in the order of addresses. */
  private static List<String> diagnoses(Invocation run) {
    return run.out()
        .lines()
        .skip(1)
        .map(line -> line.split(",", 7))
        .sorted((a, b) -> a[1].compareTo(b[1]))
        .map(cells -> cells[4] + "," + cells[5])
        .toList();
  }

  private static String row(Invocation run, String address) {
    return run.out().lines().filter(line -> line.contains(address + ",")).findFirst().orElse("");
  }

  private static Inet4Address address(String literal) {
    try {
      return (Inet4Address) InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
