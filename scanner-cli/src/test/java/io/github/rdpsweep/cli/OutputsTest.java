package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs of a sweep for other programs. */
@EnabledOnOs(OS.LINUX) // which answers for all of 127.0.0.0/8
final class OutputsTest {

  @TempDir private Path folder;

  @Test
  void intervalsOfTheHistogramLogSumUpToTheSummary() throws IOException {
    Path log = folder.resolve("sweep.hlog");
    Path summary = folder.resolve("summary.json");

    // For more than a second, so that there is more than one interval.
    scan(
        Behaviour.NLA,
        "--rate=100",
        "--histogram-log=" + log,
        "--summary-json=" + summary,
        "--exclude=127.77.1.151-254");

    JsonNode latencies = new ObjectMapper().readTree(summary.toFile()).get("latency_ms");
    int lines = 0;
    for (String stage : List.of("connect", "negotiate")) {
      Histogram sum = new Histogram(1, 600_000_000_000L, 3);
      HistogramLogReader reader = new HistogramLogReader(log.toFile());
      while (reader.hasNext()) {
        Histogram interval = (Histogram) reader.nextIntervalHistogram();
        if (stage.equals(interval.getTag())) {
          sum.add(interval);
          lines++;
        }
      }
      JsonNode expected = latencies.get(stage);
      assertEquals(150, sum.getTotalCount());
      assertEquals(expected.get("count").asLong(), sum.getTotalCount());
      assertEquals(expected.get("p50").asDouble(), millis(sum.getValueAtPercentile(50)));
      assertEquals(expected.get("p99").asDouble(), millis(sum.getValueAtPercentile(99)));
      assertEquals(expected.get("max").asDouble(), millis(sum.getMaxValue()));
    }
    assertTrue(lines >= 4, lines + " lines");
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e6 * 1e3) / 1e3;
  }

  @Test
  void writesMetricsAndAnInventory() throws IOException {
    Path metrics = folder.resolve("rdpsweep.prom");
    Path inventory = folder.resolve("inventory.json");
    Path csv = folder.resolve("rows.csv");

    scan(
        Behaviour.CLOSE,
        "--rate=unlimited",
        "--prometheus=" + metrics,
        "--ansible=" + inventory,
        "-o",
        csv.toString());

    assertTrue(
        Files.readAllLines(metrics).contains("rdpsweep_verdict_targets{verdict=\"failing\"} 254"));
    JsonNode json = new ObjectMapper().readTree(inventory.toFile());
    assertEquals(254, json.at("/verdict_failing/hosts").size());
    assertEquals(254, json.at("/_meta/hostvars").size());
    Invocation read = rdpsweep("inventory", csv.toString(), "--list");
    assertEquals(0, read.exitCode());
    assertEquals(json, new ObjectMapper().readTree(read.out()));
    Invocation one = rdpsweep("inventory", csv.toString(), "--host", "127.77.1.7");
    assertEquals(json.at("/_meta/hostvars/127.77.1.7"), new ObjectMapper().readTree(one.out()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "nio"})
  void keepsTheExchangesThatFail(String transport) throws IOException {
    Path pcap = folder.resolve("failing.pcap");

    scan(Behaviour.SSH, "--rate=unlimited", "--transport=" + transport, "--pcap=" + pcap);

    String text = Files.readString(pcap, ISO_8859_1);
    assertEquals(254 + 1, text.split("SSH-2.0", -1).length);
    // The request: TPKT of 19 bytes, X.224 Connection Request.
    assertEquals(254 + 1, text.split("\\x03\\x00\\x00\\x13\\x0e\\xe0", -1).length);
  }

  @Test
  void keepsNoExchangeThatSucceeds() throws IOException {
    Path pcap = folder.resolve("failing.pcap");

    scan(Behaviour.NLA, "--rate=unlimited", "--pcap=" + pcap);

    assertEquals(24, Files.size(pcap)); // a header, and nothing behind it
  }

  @Test
  void tellsHowManyExchangesHadNoRoom() throws IOException {
    Path pcap = folder.resolve("failing.pcap");
    try (WildcardHost host = WildcardHost.start(Behaviour.CLOSE)) {
      Invocation scan =
          rdpsweep(
              "scan",
              "127.77.0.0/19",
              "-p=" + host.port(),
              "--rate=unlimited",
              "--segment-rate=unlimited",
              "-o=/dev/null",
              "--pcap=" + pcap,
              "--pcap-limit=1");

      // 8,192 exchanges of 299 bytes with their headers, of which a MiB holds 3,506 or so.
      assertTrue(Files.size(pcap) <= 1024 * 1024 && Files.size(pcap) > 1_000_000);
      Matcher note =
          Pattern.compile("note: .*: (\\d+) failing exchanges are left out, beyond 1 MiB")
              .matcher(scan.err());
      assertTrue(note.find(), scan.err());
      int leftOut = Integer.parseInt(note.group(1));
      assertEquals(0, (Files.size(pcap) - 24) % (8_192 - leftOut));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--histogram-log", "--prometheus", "--ansible", "--pcap"})
  void namesTheOutputThatFailsAndLeavesNoneHalf(String option) throws IOException {
    Path csv = folder.resolve("rows.csv");

    Invocation scan =
        scan(Behaviour.NLA, "--rate=unlimited", "-o", csv.toString(), option, "/dev/full");

    assertEquals(new Invocation(3, "", "rdpsweep: /dev/full: No space left on device\n"), scan);
    assertEquals(255, Files.readAllLines(csv).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--histogram-log", "--prometheus", "--ansible", "--pcap"})
  void keepsTheOldOneWhenTheSweepCannotBegin(String option) throws IOException {
    Path old = Files.writeString(folder.resolve("old"), "old");

    Invocation scan =
        rdpsweep("scan", "127.77.1.1", option, old.toString(), "-o", "/nowhere/rows.csv");

    assertEquals(3, scan.exitCode());
    assertEquals("old", Files.readString(old));
    assertFalse(Files.exists(folder.resolve("old.partial")));
  }

  @Test
  void hostAndListExcludeEachOther() {
    assertEquals(
        new Invocation(2, "", "rdpsweep: --host: not together with --list\n"),
        rdpsweep("inventory", "rows.csv", "--list", "--host", "x"));
  }

  private static Invocation scan(Behaviour behaviour, String... arguments) {
    try (WildcardHost host = WildcardHost.start(behaviour)) {
      List<String> words =
          new ArrayList<>(
              List.of("scan", "127.77.1.1-254:" + host.port(), "-q", "--segment-rate=unlimited"));
      words.addAll(Arrays.asList(arguments));
      return rdpsweep(words.toArray(String[]::new));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
