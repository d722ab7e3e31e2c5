package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.FleetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoCommandTest {

  @TempDir private Path directory;

  @Test
  void findsEveryHostToBeWhatItIs() throws IOException {
    Path results = directory.resolve("demo.csv");

    Invocation demo = rdpsweep("demo", "--hosts", "60", "--seed", "3", "-o", results.toString());

    assertEquals(0, demo.exitCode(), demo.err());
    assertEquals("", demo.out());
    assertTrue(
        demo.err()
            .endsWith(
                "\nevery host was found to be what was simulated\nresults: " + results + "\n"),
        demo.err());
    assertEquals(planned(FleetPlan.mixed(60, 3)), found(results));
  }

  /** As on macOS and Windows. */
  @Test
  void playsTheFleetOnPortsWhereThereIsOneAddress() throws IOException {
    Path results = directory.resolve("demo.csv");

    Invocation demo = rdpsweep("demo", "--one-address", "--hosts", "8", "-o", results.toString());

    assertEquals(0, demo.exitCode(), demo.err());
    assertTrue(demo.err().startsWith("8 simulated hosts on ports of 127.0.0.1\n"), demo.err());
    assertTrue(
        demo.err()
            .contains(
                "note: ports instead of addresses: 127.0.0.1 is all the loopback of this system\n"),
        demo.err());
    assertEquals(planned(FleetPlan.mixed(8, 1)), found(results));
  }

  @Test
  void quietPrintsNothingOnSuccess() {
    Invocation demo =
        rdpsweep("demo", "-q", "--hosts", "8", "-o", directory.resolve("demo.csv").toString());

    assertEquals(new Invocation(0, "", ""), demo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "10001", "-1"})
  void refusesFleetsThatShowNothingOrTakeTooMuch(String hosts) {
    assertEquals(
        new Invocation(2, "", "rdpsweep: --hosts: " + hosts + " is not in 8-10000\n"),
        rdpsweep("demo", "--hosts", hosts));
  }

  private static Map<String, Long> planned(FleetPlan plan) {
    Map<String, Long> counts = new TreeMap<>();
    plan.counts().forEach((outcome, count) -> counts.put(outcome.label(), count.longValue()));
    return counts;
  }

  private static Map<String, Long> found(Path results) throws IOException {
    return Files.readAllLines(results).stream()
        .skip(1)
        .map(row -> row.split(",", -1)[6])
        .collect(Collectors.groupingBy(outcome -> outcome, TreeMap::new, Collectors.counting()));
  }
}
