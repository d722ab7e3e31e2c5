package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.stats.StageLatency;
import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

/** What HdrHistogram's own reader makes of the log. */
final class HistogramLogTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final SweepStats stats = new SweepStats(2);
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final HistogramLog log = new HistogramLog(text, START, "1.0");

  @Test
  void intervalsSumUpToTheWholeWhoeverElseLooks() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int interval = 1; interval <= 20; interval++) {
      for (int i = random.nextInt(200); i > 0; i--) {
        stats.loop(random.nextInt(2)).record(took(nanos(random), nanos(random)));
        if (random.nextInt(20) == 0) {
          stats.snapshot(); // as progress does
        }
      }
      log.endInterval(stats.snapshot(), START.plusSeconds(interval));
    }

    StatsSnapshot whole = stats.snapshot();
    for (Stage stage : List.of(Stage.CONNECT, Stage.NEGOTIATE)) {
      Histogram sum = new Histogram(whole.histogram(stage));
      sum.reset();
      lines().stream().filter(line -> stage.label().equals(line.getTag())).forEach(sum::add);
      StageLatency expected = whole.latency(stage);
      assertEquals(expected.count(), sum.getTotalCount(), "seed " + seed);
      assertEquals(expected.p50Nanos(), sum.getValueAtPercentile(50), "seed " + seed);
      assertEquals(expected.p99Nanos(), sum.getValueAtPercentile(99), "seed " + seed);
      assertEquals(expected.p999Nanos(), sum.getValueAtPercentile(99.9), "seed " + seed);
      assertEquals(expected.maxNanos(), sum.getMaxValue(), "seed " + seed);
    }
  }

  @Test
  void writesNoLineWhereNothingWasMeasured() throws IOException {
    log.endInterval(stats.snapshot(), START.plusSeconds(1));
    stats.loop(0).record(took(1_000_000, 2_000_000));
    log.endInterval(stats.snapshot(), START.plusSeconds(2));
    log.endInterval(stats.snapshot(), START.plusSeconds(3));

    List<Histogram> lines = lines();

    assertEquals(List.of("connect", "negotiate"), lines.stream().map(Histogram::getTag).toList());
    Histogram connect = lines.get(0);
    assertEquals(START.plusSeconds(1).toEpochMilli(), connect.getStartTimeStamp());
    assertEquals(START.plusSeconds(2).toEpochMilli(), connect.getEndTimeStamp());
    assertTrue(connect.valuesAreEquivalent(1_000_000, connect.getMaxValue()));
    assertTrue(text.toString(UTF_8).contains("Tag=connect,1.000,1.000,1.000,"), text::toString);
  }

  @Test
  void goesOnWhereTheClockIsSetBack() throws IOException {
    stats.loop(0).record(took(1, 1));
    log.endInterval(stats.snapshot(), START.plusSeconds(5));
    stats.loop(0).record(took(1, 1));
    log.endInterval(stats.snapshot(), START.minusSeconds(60));

    for (Histogram line : lines()) {
      assertTrue(line.getStartTimeStamp() <= line.getEndTimeStamp());
    }
    assertEquals(4, lines().size());
  }

  private List<Histogram> lines() {
    HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(text.toByteArray()));
    List<Histogram> lines = new ArrayList<>();
    while (reader.hasNext()) {
      lines.add((Histogram) reader.nextIntervalHistogram());
    }
    return lines;
  }

  private static long nanos(Random random) {
    return (long) Math.exp(random.nextDouble() * Math.log(20e9));
  }

  private static ProbeResult took(long connectNanos, long negotiateNanos) {
    return new ProbeResult(
        SampleResults.target("10.0.0.1", "10.0.0.1"),
        Outcome.READY,
        Stage.NEGOTIATE,
        "",
        1,
        new Timings(connectNanos, negotiateNanos, connectNanos + negotiateNanos),
        PathFacts.NONE,
        new Negotiation.Response(SecurityProtocol.HYBRID, 0),
        START.toEpochMilli());
  }
}
