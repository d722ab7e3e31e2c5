package io.github.rdpsweep.program;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Program.Running;
import io.github.rdpsweep.program.Results.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner's own side of the network fails in the middle of a sweep. */
@Tag("netns")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulledCableIT {

  private static final String LIVE = "10.87.1.1-254";
  private static final String CONTROL = "10.87.255.1:445";
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000;

  private Lab lab;
  private Program scanner;

  @TempDir private Path directory;

  @BeforeAll
  void build() throws IOException, InterruptedException {
    lab = Lab.start("netns-cable.sh");
    scanner = Program.PLAIN.behind("ip", "netns", "exec", lab.truth().get(0).get(1));
  }

  @AfterAll
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pull,  plug, true,  epoll",
    "down,  up,   true,  epoll",
    "block, pass, true,  epoll",
    "pull,  plug, false, epoll",
    "down,  up,   false, epoll",
    "down,  up,   true,  nio",
    "down,  up,   true,  io_uring"
  })
  void pausesAndEndsTheSweepRightWhenTheNetworkIsBack(
      String fault, String repair, boolean control, String transport) throws IOException {
    Lab.assumeTransport(transport);
    Path csv = directory.resolve("fleet.csv");
    Path summary = directory.resolve("summary.json");
    List<String> more = new ArrayList<>(List.of("--transport", transport));
    more.addAll(List.of("--summary-json", summary.toString()));
    more.addAll(control ? List.of("--control", CONTROL) : List.of());
    Running running = sweep(csv, more);

    failAndRepair(running, csv, fault, repair);
    Run run = running.await();

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(Map.of("ready", 254L), outcomes(csv));
    String reason = control ? "control " + CONTROL : "interface v-router";
    assertTrue(run.err().contains("scanner side down: " + reason + ": "), run.err());
    assertTrue(Files.readString(summary).contains("\"reason\" : \"" + reason + ": "), run.err());
  }

  private void failAndRepair(Running running, Path csv, String fault, String repair)
      throws IOException {
    await(running, () -> rowsOf(csv) > 60);
    lab.tell(fault);
    try {
      await(running, () -> running.errSoFar().contains("scanner side down, paused: "));
    } finally {
      lab.tell(repair);
    }
  }

  @Test
  void blamesItselfWhenTheNetworkDoesNotComeBack() throws IOException {
    Path csv = directory.resolve("fleet.csv");
    Running running = sweep(csv, List.of("--control", CONTROL, "--control-patience", "4s"));
    await(running, () -> rowsOf(csv) > 60);

    lab.tell("block");
    Run run;
    try {
      run = running.await();
    } finally {
      lab.tell("pass");
    }

    assertEquals(3, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .contains("rdpsweep: incomplete: scanner side down: control " + CONTROL + ": silent; "),
        run.err());
    assertTrue(!Files.exists(csv), "an incomplete sweep leaves a partial file");
    Map<String, Long> outcomes = outcomes(partial(csv));
    assertTrue(outcomes.get("ready") > 60, outcomes::toString);
    assertTrue(outcomes.get("not-sent") > 0, outcomes::toString);
    assertEquals(2, outcomes.size(), outcomes::toString);
  }

  @Test
  void sweepsNothingWhenTheControlIsDeadAtTheStart() throws IOException {
    lab.tell("block");
    Run run;
    try {
      run = sweep(directory.resolve("fleet.csv"), List.of("--control", CONTROL)).await();
    } finally {
      lab.tell("pass");
    }

    assertEquals(
        new Run(
            3,
            "",
            "rdpsweep: control "
                + CONTROL
                + ": silent; the scanner's own side of the network is down, or this is no good"
                + " control; nothing was swept\n"),
        run);
  }

  @Test
  void tellsFilteredPortsOfLiveHostsByTheirOtherPorts() throws IOException {
    Path csv = directory.resolve("filtered.csv");

    Run run =
        scanner.run(
            "scan",
            "-q",
            "-o",
            csv.toString(),
            "10.87.2.1-40",
            "--alive-ports",
            "135,445",
            "--connect-timeout",
            "1s");

    assertEquals(new Run(0, "", ""), run);
    for (Row row : Results.read(csv)) {
      assertEquals(
          List.of("silent", "failing", "firewall", "port 135 refuses"),
          List.of(row.get("outcome"), row.get("verdict"), row.get("cause"), row.get("detail")));
    }
  }

  /** Some ten seconds of sweep. */
  private Running sweep(Path csv, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("scan", LIVE, "-o", csv.toString()));
    arguments.addAll(List.of("--rate", "25", "--connect-timeout", "2s", "--progress", "always"));
    arguments.addAll(more);
    return scanner.start(arguments.toArray(String[]::new));
  }

  private static void await(Running running, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(running.process().isAlive(), () -> "ended too soon: " + running.errSoFar());
      assertTrue(System.nanoTime() - deadline < 0, () -> "in vain: " + running.errSoFar());
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static long rowsOf(Path csv) {
    Path partial = partial(csv);
    if (!Files.exists(partial)) {
      return 0;
    }
    try (var lines = Files.lines(partial)) {
      return lines.count() - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path partial(Path csv) {
    return csv.resolveSibling(csv.getFileName() + ".partial");
  }

  private static Map<String, Long> outcomes(Path csv) throws IOException {
    return Results.read(csv).stream().collect(groupingBy(row -> row.get("outcome"), counting()));
  }
}
