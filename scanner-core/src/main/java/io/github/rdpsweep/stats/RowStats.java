package io.github.rdpsweep.stats;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Outcomes and latencies of rows that were written: what a {@link StatsSnapshot} says of them, to
 * the microsecond. Belongs to one thread.
 */
public final class RowStats {

  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);

  /** Of no rows yet. */
  public RowStats() {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, 0L);
    }
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      histograms.put(stage, LatencyRecorder.emptyHistogram());
    }
  }

  /**
   * Counts a row.
   *
   * @param stage the last one that was begun
   * @param replied whether a whole reply of RDP came
   */
  public void record(Outcome outcome, Stage stage, boolean replied, Timings timings) {
    outcomes.merge(outcome, 1L, Long::sum);
    if (StageRules.isConnectAnswered(outcome, stage)) {
      record(Stage.CONNECT, timings.connectNanos());
    }
    if (replied) {
      record(Stage.NEGOTIATE, timings.negotiateNanos());
    }
    record(Stage.TLS, timings.tlsNanos());
    record(Stage.IDENTITY, timings.identityNanos());
  }

  private void record(Stage stage, long nanos) {
    if (nanos >= 0) {
      histograms.get(stage).recordValue(Math.min(nanos, LatencyRecorder.HIGHEST_NANOS));
    }
  }

  /** Rows by outcome; every outcome is there, many with 0. */
  public Map<Outcome, Long> outcomes() {
    return Collections.unmodifiableMap(outcomes);
  }

  /** Percentiles of one of {@link StatsSnapshot#MEASURED_STAGES}. */
  public StageLatency latency(Stage stage) {
    return StageLatency.of(histograms.get(stage));
  }

  /** The latencies of one of {@link StatsSnapshot#MEASURED_STAGES} by percentile. */
  public LatencyCurve curve(Stage stage) {
    return LatencyCurve.of(histograms.get(stage));
  }

  /** A copy of all values of one of {@link StatsSnapshot#MEASURED_STAGES}, in nanoseconds. */
  public Histogram histogram(Stage stage) {
    return histograms.get(stage).copy();
  }
}
