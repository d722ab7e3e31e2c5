package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sweeps a good part of 127.0.0.0/8, all of which one listener answers for. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
@ResourceLock(Lab.PROCESSOR)
class LargeSweepIT {

  @Test
  void writesEachOfAMillionAddressesOnceWithLittleMemory(@TempDir Path directory)
      throws IOException {
    int addresses = 1_000_000;
    Path csv = directory.resolve("million.csv");
    Path summary = directory.resolve("summary.json");
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {

      Run run =
          Program.PLAIN
              .withJavaOptions("-Xmx256m")
              .run(
                  "scan",
                  "127.16.0.0-127.31.66.63", // a million
                  "-p=" + host.port(),
                  "--rate=unlimited",
                  "--segment-rate=unlimited",
                  "--quiet",
                  "--summary-json=" + summary,
                  "--output=" + csv);

      assertEquals(new Run(0, "", ""), run);
    }
    BitSet seen = new BitSet(addresses);
    Map<String, Integer> outcomes = new TreeMap<>();
    Results.forEach(
        csv,
        row -> {
          int index = number(row.get("address")) - number("127.16.0.0");
          assertFalse(seen.get(index), () -> "twice: " + row);
          seen.set(index);
          outcomes.merge(row.get("outcome") + " " + row.get("selected_protocol"), 1, Integer::sum);
        });
    assertEquals(addresses, seen.cardinality());
    assertEquals(addresses, seen.length(), "an address beyond the last");
    assertEquals(Map.of("ready HYBRID", addresses), outcomes);
    JsonNode json = new ObjectMapper().readTree(summary.toFile());
    assertTrue(json.get("complete").asBoolean());
    assertEquals(addresses, json.get("rows").asInt());
    assertEquals(addresses, json.at("/outcomes/ready").asInt());
  }

  @Test
  void writesAllOutputsOfAMillionFailingHostsWithLittleMemory(@TempDir Path directory)
      throws IOException {
    Path inventory = directory.resolve("inventory.json");
    Path pcap = directory.resolve("failing.pcap");
    Path metrics = directory.resolve("rdpsweep.prom");
    try (WildcardHost host = WildcardHost.start(Behaviour.CLOSE)) {

      Run run =
          Program.PLAIN
              .withJavaOptions("-Xmx256m")
              .run(
                  "scan",
                  "127.16.0.0-127.31.66.63", // a million
                  "-p=" + host.port(),
                  "--rate=unlimited",
                  "--segment-rate=unlimited",
                  "--progress=never",
                  "--output=/dev/null",
                  "--histogram-log=" + directory.resolve("sweep.hlog"),
                  "--prometheus=" + metrics,
                  "--ansible=" + inventory,
                  "--pcap=" + pcap);

      assertEquals(0, run.exitCode(), run::err);
      assertTrue(run.err().contains("900000 hosts are not in the inventory"), run::err);
      assertTrue(run.err().contains("failing exchanges are left out, beyond 64 MiB"), run::err);
    }
    JsonNode json = new ObjectMapper().readTree(inventory.toFile());
    assertEquals(100_000, json.at("/verdict_failing/hosts").size());
    assertTrue(Files.size(pcap) <= 64 * 1024 * 1024);
    assertTrue(
        Files.readAllLines(metrics)
            .contains("rdpsweep_verdict_targets{verdict=\"failing\"} 1000000"));
  }

  private static int number(String address) {
    try {
      return ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt();
    } catch (IOException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  @Test
  void findsTheSameWithFewDescriptors(@TempDir Path directory) throws IOException {
    try (WildcardHost enforcing = WildcardHost.start(Behaviour.FAIL_5);
        WildcardHost ssh = WildcardHost.start(Behaviour.SSH)) {
      String[] arguments = {
        "scan",
        "127.40.0.0-127.40.78.31", // 20,000
        "-p=" + enforcing.port() + "," + ssh.port() + "," + closedPort(),
        "--rate=unlimited",
        "--segment-rate=unlimited",
        "--quiet",
        "--output="
      };

      List<String> plenty = outcomes(Program.PLAIN, arguments, directory.resolve("plenty.csv"));
      List<String> few =
          outcomes(
              Program.PLAIN.behind("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"),
              arguments,
              directory.resolve("few.csv"));

      assertEquals(60_000, plenty.size());
      assertTrue(plenty.equals(few), () -> difference(plenty, few)); // not 60,000 lines of it
    }
  }

  private static List<String> outcomes(Program program, String[] arguments, Path csv)
      throws IOException {
    String[] withOutput = arguments.clone();
    withOutput[arguments.length - 1] += csv;

    Run run = program.run(withOutput);

    assertEquals(new Run(0, "", ""), run);
    List<String> outcomes = new ArrayList<>();
    Results.forEach(
        csv,
        row ->
            outcomes.add(
                String.join(" ", row.get("address"), row.get("port"), row.get("outcome"))));
    Collections.sort(outcomes);
    return outcomes;
  }

  private static String difference(List<String> plenty, List<String> few) {
    List<String> missing = new ArrayList<>(plenty);
    missing.removeAll(new HashSet<>(few));
    List<String> added = new ArrayList<>(few);
    added.removeAll(new HashSet<>(plenty));
    return missing.size() + " differ: " + first(missing) + " became " + first(added);
  }

  private static List<String> first(List<String> lines) {
    return lines.subList(0, Math.min(5, lines.size()));
  }

  /** A port that nobody listens on: one that was just free. */
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
