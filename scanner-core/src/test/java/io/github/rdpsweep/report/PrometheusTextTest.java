package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of a sweep; that promtool takes them is shown by the built program. */
final class PrometheusTextTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+)(\\{[a-z]+=\".*\"})? ([0-9.E+-]+)");

  private final SweepStats stats = new SweepStats(1);
  private final ResultRows rows = SampleResults.rows();

  @Test
  void everySampleBelongsToAMetricThatIsDescribed() throws IOException {
    probe(3, 4);
    List<String> names = new ArrayList<>();
    String current = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith("# HELP ")) {
        current = line.split(" ", -1)[2];
        assertTrue(!names.contains(current), line);
        names.add(current);
        assertTrue(line.endsWith("."), line);
      } else if (line.startsWith("# TYPE ")) {
        assertTrue(line.matches("# TYPE " + current + " (gauge|histogram)"), line);
      } else {
        assertTrue(SAMPLE.matcher(line).matches(), line);
        assertTrue(line.matches(current + "(_bucket|_sum|_count)?[ {].*"), line + " of " + current);
      }
    }
    for (String name : names) {
      assertTrue(name.startsWith("rdpsweep_"), name);
      assertTrue(!name.endsWith("_total"), name + " is no counter");
    }
  }

  @Test
  void tellsTargetsAndTheSweep() throws IOException {
    probe(3, 4);
    List<String> lines = text().lines().toList();

    assertTrue(lines.contains("rdpsweep_build_info{version=\"1.0\"} 1"));
    assertTrue(
        lines.contains("rdpsweep_last_sweep_timestamp_seconds 1.7955072025E9"), lines::toString);
    assertTrue(lines.contains("rdpsweep_last_sweep_duration_seconds 2.5"));
    assertTrue(lines.contains("rdpsweep_last_sweep_complete 1"));
    assertTrue(lines.contains("rdpsweep_outcome_targets{outcome=\"ready\"} 4"));
    assertTrue(lines.contains("rdpsweep_outcome_targets{outcome=\"closed\"} 3"));
    assertTrue(lines.contains("rdpsweep_verdict_targets{verdict=\"failing\"} 3"));
    assertTrue(lines.contains("rdpsweep_cause_targets{verdict=\"failing\",cause=\"service\"} 3"));
  }

  @Test
  void bucketsCountUp() throws IOException {
    probe(0, 4); // 1.5 ms for connect, 12.3 ms for the answer
    List<String> lines = text().lines().toList();
    String bucket = "rdpsweep_stage_latency_seconds_bucket{stage=\"negotiate\",le=\"";

    assertTrue(lines.contains(bucket + "0.01\"} 0"), lines::toString);
    assertTrue(lines.contains(bucket + "0.025\"} 4"));
    assertTrue(lines.contains(bucket + "10.0\"} 4"));
    assertTrue(lines.contains(bucket + "+Inf\"} 4"));
    assertTrue(lines.contains("rdpsweep_stage_latency_seconds_count{stage=\"negotiate\"} 4"));
    double sum =
        lines.stream()
            .filter(line -> line.startsWith("rdpsweep_stage_latency_seconds_sum{stage=\"neg"))
            .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[1]))
            .sum();
    assertEquals(4 * 0.012345678, sum, 0.0001);
    assertTrue(lines.stream().noneMatch(line -> line.contains("stage=\"tls\"")), "nobody asked");
  }

  @Test
  void segmentsBeyondTheWorstAreOne() throws IOException {
    for (int i = 0; i < 200; i++) {
      int failing = i < PrometheusText.SEGMENTS ? 2 : 1;
      for (int host = 1; host <= 3; host++) {
        probe("10.0." + i + "." + host, host <= failing);
      }
    }
    List<String> lines = text().lines().toList();
    Map<Boolean, List<String>> expected =
        lines.stream()
            .filter(line -> line.startsWith("rdpsweep_segment_expected_targets{"))
            .collect(groupingBy(line -> line.contains("segment=\"other\"")));

    assertEquals(PrometheusText.SEGMENTS, expected.get(false).size());
    assertEquals(
        List.of("rdpsweep_segment_expected_targets{segment=\"other\",name=\"\"} 450"),
        expected.get(true));
    assertTrue(
        lines.contains(
            "rdpsweep_segment_failing_targets{segment=\"10.0.49.0/24\",name=\"\",cause=\"service\"}"
                + " 2"));
    assertTrue(
        lines.contains(
            "rdpsweep_segment_failing_targets{segment=\"other\",name=\"\",cause=\"service\"} 150"));
    assertTrue(lines.contains("rdpsweep_segments 200"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "\\", "\\n", "</script>", "{x=\"1\"} 7\n# TYPE"})
  void escapesWhateverALabelHolds(String value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PrometheusMetrics().gauge("x", "X.").sample(1, "label", value).writeTo(out);
    List<String> lines = out.toString(UTF_8).lines().toList();

    assertEquals(3, lines.size());
    String escaped = lines.get(2).substring("x{label=\"".length(), lines.get(2).length() - 4);
    assertEquals(value, unescaped(escaped));
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      assertTrue(c != '"', "ends the label");
      if (c == '\\') {
        char next = text.charAt(++i);
        plain.append(next == 'n' ? '\n' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private void probe(int failing, int working) {
    for (int i = 0; i < failing + working; i++) {
      probe("10.0.0." + (i + 1), i < failing);
    }
  }

  private void probe(String address, boolean failing) {
    var target = SampleResults.target(address, address);
    var result =
        failing
            ? SampleResults.answered(target, Outcome.CLOSED, "", Negotiation.UNANSWERED)
            : SampleResults.ready(target);
    stats.loop(0).record(result);
    rows.of(result);
  }

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var snapshot = stats.snapshot();
    SweepConfig config =
        new SweepConfig(
            new TargetSetBuilder().build(),
            List.of(),
            1,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            new Pace(1_000, 200, 100),
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 0),
            TransportKind.NIO,
            LeaveMode.RST,
            1);
    SweepSummary summary =
        new SweepSummary(
            SweepOrigin.NONE,
            config,
            TransportChoice.of(TransportKind.NIO),
            snapshot.finished(),
            snapshot,
            START,
            2.5);
    List<Segment> segments = rows.tally().segments().toList();
    PrometheusText.write(
        out,
        summary,
        Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE),
        segments.stream(),
        "1.0");
    return out.toString(UTF_8);
  }
}
