package io.github.rdpsweep.program;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Results.Row;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures segments that lose a known share of packets, made of network namespaces. */
@Tag("netns")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Lab.PROCESSOR)
class NetworkQualityIT {

  private static final int HOSTS = 254;

  /** Of the estimate's interval; beyond lies one run in 16,000. */
  private static final double Z = 4;

  private Lab lab;
  private String scanner;

  /** Segment names by their /24 or /64, as in the results. */
  private Map<String, String> segments;

  @BeforeAll
  void build() throws IOException, InterruptedException {
    lab = Lab.start("netns-loss.sh");
    scanner = lab.truth().get(0).get(1);
    segments =
        lab.truth().stream()
            .skip(1)
            .collect(toMap(words -> words.get(0).replace("/120", "/64"), words -> words.get(1)));
  }

  @AfterAll
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  /** NIO cannot ask the kernel, and counts SYNs by the connect time. */
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio"})
  void estimatesTheLossOfEachSegment(String transport, @TempDir Path directory) throws IOException {
    Path csv = directory.resolve("loss.csv");

    List<Row> rows =
        sweep(
            csv,
            targets("loss-0", "loss-1", "loss-5", "loss-10", "loss-20"),
            "--transport " + transport + " --repeat 5");

    Map<String, List<Row>> bySegment =
        rows.stream().collect(groupingBy(row -> segments.get(row.get("segment"))));
    assertEquals(5, bySegment.size());
    assertAll(
        bySegment.entrySet().stream()
            .map(entry -> () -> assertLoss(entry.getKey(), entry.getValue())));
  }

  private static void assertLoss(String segment, List<Row> rows) {
    double truth = Integer.parseInt(segment.replace("loss-", "")) / 100.0;
    long sent = rows.stream().mapToLong(row -> Long.parseLong(row.get("packets_sent"))).sum();
    long lost = rows.stream().mapToLong(row -> Long.parseLong(row.get("packets_lost"))).sum();
    WilsonInterval interval = WilsonInterval.of(lost, sent, Z);
    long holding = rows.stream().filter(row -> holds(row, 100 * truth)).count();

    String found =
        String.format(
            "%s: %d of %d packets lost; %d of %d intervals hold the truth",
            segment, lost, sent, holding, rows.size());
    System.out.println(found);
    assertEquals(HOSTS, rows.size());
    assertTrue(sent >= HOSTS * 5, found);
    assertTrue(interval.low() <= truth && truth <= interval.high(), found);
    // 95 % of them, were there more packets a host: Wilson's interval of ten packets is rough.
    assertTrue(holding >= 0.8 * HOSTS, found);
  }

  private static boolean holds(Row row, double percent) {
    return Double.parseDouble(row.get("loss_low_pct")) <= percent
        && percent <= Double.parseDouble(row.get("loss_high_pct"));
  }

  /** Sockets go from host to host, and what one met must not be counted for the next. */
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "io_uring"})
  void countsTheLostSynOfTheHostItWasSentTo(String transport, @TempDir Path directory)
      throws IOException {
    Lab.assumeTransport(transport);
    List<String> targets = targets("first-syn-lost", "loss-0");
    forgetSeenSyns();

    List<Row> rows =
        sweep(
            directory.resolve("syn.csv"),
            targets,
            // few sockets, so that each serves many hosts; without a retry each SYN is repeated
            "--transport " + transport + " --retries 0 --max-in-flight 40");

    assertAll(
        rows.stream()
            .map(
                row ->
                    () -> {
                      boolean loses = segments.get(row.get("segment")).equals("first-syn-lost");
                      assertEquals(loses ? "1" : "0", row.get("retransmits"), row.toString());
                    }));
    assertEquals(2 * HOSTS, rows.size());
  }

  private void forgetSeenSyns() throws IOException {
    String router = scanner.replaceFirst("scan$", "router");
    Process flush =
        new ProcessBuilder("ip", "netns", "exec", router, "nft", "flush set inet rdpsweep seen")
            .inheritIO()
            .start();
    assertEquals(0, flush.onExit().join().exitValue());
  }

  /**
   * Every marked SYN is refused, and every unmarked one taken: so probes tell how they went out.
   */
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio", "io_uring"})
  void marksEverySecondProbe(String transport, @TempDir Path directory) throws IOException {
    Lab.assumeTransport(transport);

    List<Row> rows =
        sweep(
            directory.resolve("marks.csv"),
            targets("refuses-marked"),
            "--transport " + transport + " --dscp EF --repeat 5 --repeat-spacing 200ms");

    assertEquals(2 * HOSTS, rows.size());
    assertAll(
        rows.stream()
            .map(
                row ->
                    () -> {
                      assertEquals("ready in 3 of 5 probes, refused in 2", row.get("detail"));
                      assertEquals("4", row.get("flips"));
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio", "io_uring"})
  void marksAllProbesWhereNoneIsRepeated(String transport, @TempDir Path directory)
      throws IOException {
    Lab.assumeTransport(transport);

    List<Row> rows =
        sweep(
            directory.resolve("marks.csv"),
            targets("refuses-marked", "loss-0"),
            "--transport " + transport + " --dscp 46");

    assertAll(
        rows.stream()
            .map(
                row ->
                    () -> {
                      boolean refused = segments.get(row.get("segment")).equals("refuses-marked");
                      assertEquals(refused ? "refused" : "ready", row.get("outcome"));
                    }));
    assertEquals(3 * HOSTS, rows.size());
  }

  @Test
  void comparesMarkedWithUnmarkedPackets(@TempDir Path directory) throws IOException {
    String options = "--dscp EF --repeat 5";

    String harmed = summary(directory, "loses-marked-15", options);
    String alike = summary(directory, "loss-5", options);

    assertTrue(harmed.contains("DSCP 46 (EF): marked packets are lost more often: "), harmed);
    assertTrue(alike.contains("DSCP 46 (EF): no difference shown by 254 hosts, "), alike);
  }

  private String summary(Path directory, String segment, String options) {
    return run(directory.resolve(segment + ".csv"), targets(segment), options).err();
  }

  /** One host, whose SYNs are refused every other time. */
  @Test
  void seesAServerThatTurnsClientsAway(@TempDir Path directory) throws IOException {
    List<Row> rows =
        sweep(
            directory.resolve("flips.csv"),
            List.of("10.88.7.1"),
            "--repeat 6 --repeat-spacing 200ms");

    Row row = rows.get(0);
    assertEquals("ready in 3 of 6 probes, refused in 3", row.get("detail"));
    assertEquals("5", row.get("flips"));
    assertEquals(row.get("outcome").equals("ready") ? "degraded" : "failing", row.get("verdict"));
    assertEquals("service", row.get("cause"));
    assertTrue(row.get("advice").contains("MaxOutstandingConnections"), row.toString());
  }

  private List<String> targets(String... names) {
    return segments.entrySet().stream()
        .filter(entry -> Arrays.asList(names).contains(entry.getValue()))
        .map(entry -> hostsOf(entry.getKey()))
        .toList();
  }

  private static String hostsOf(String segment) {
    return segment.contains(":")
        ? segment.replaceFirst("(.*)::/64", "$1::1-$1::fe")
        : segment.replace(".0/24", ".1-254");
  }

  private List<Row> sweep(Path csv, List<String> targets, String options) throws IOException {
    Run run = run(csv, targets, "-q " + options);
    assertEquals(new Run(0, "", ""), run);
    return Results.read(csv);
  }

  /** Slowly: a loop that is held up takes silence for its own fault, and asks again. */
  private Run run(Path csv, List<String> targets, String options) {
    List<String> arguments = new ArrayList<>(List.of("scan", "-o", csv.toString()));
    arguments.addAll(List.of("--rate", "500", "--segment-rate", "unlimited"));
    arguments.addAll(List.of("--connect-timeout", "6s", "--reply-timeout", "9s"));
    arguments.addAll(List.of(options.split(" ")));
    arguments.addAll(targets);
    return Program.PLAIN
        .behind("ip", "netns", "exec", scanner)
        .run(arguments.toArray(String[]::new));
  }
}
