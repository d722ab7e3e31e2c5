package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.stats.StageLatency;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The summary of a sweep as people read it, on standard error. */
final class SummaryText {

  private static final double NANOS_PER_MILLI = 1e6;

  private SummaryText() {}

  static void print(PrintStream err, SweepSummary summary, DiagnosisCounts diagnoses) {
    StatsSnapshot stats = summary.stats();
    SweepConfig config = summary.config();
    line(
        err,
        "%,d of %,d targets in %s: %,d connects, %,.0f a second%s",
        stats.finished(),
        summary.targets(),
        duration(summary.seconds()),
        stats.attempts(),
        stats.attempts() / Math.max(1e-3, summary.seconds()),
        config.pace().rate() == Pace.UNLIMITED
            ? ""
            : String.format(Locale.ROOT, " (at most %,d asked for)", config.pace().rate()));
    line(
        err,
        "seed %d, shard %s, transport %s, %d event loop%s",
        config.seed(),
        config.shard(),
        transport(summary.transport()),
        config.eventLoops(),
        config.eventLoops() == 1 ? "" : "s");
    outcomes(err, stats);
    DiagnosisText.print(err, diagnoses);
    latencies(err, stats);
    troubles(err, stats);
  }

  private static String transport(TransportChoice choice) {
    return choice.kind().label() + (choice.reason().isEmpty() ? "" : " (" + choice.reason() + ")");
  }

  private static void outcomes(PrintStream err, StatsSnapshot stats) {
    err.println();
    line(err, "%-20s %12s %8s", "outcome", "targets", "share");
    for (Map.Entry<Outcome, Long> entry : stats.outcomes().entrySet()) {
      if (entry.getValue() > 0) {
        line(
            err,
            "%-20s %,12d %6.1f %%",
            entry.getKey().label(),
            entry.getValue(),
            100.0 * entry.getValue() / stats.finished());
      }
    }
  }

  private static void latencies(PrintStream err, StatsSnapshot stats) {
    err.println();
    line(
        err,
        "%-12s %10s %10s %10s %10s %10s %10s",
        "latency (ms)",
        "count",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max");
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      StageLatency latency = stats.latency(stage);
      if (latency.count() > 0) {
        line(
            err,
            "%-12s %,10d %10.3f %10.3f %10.3f %10.3f %10.3f",
            stage.label(),
            latency.count(),
            latency.p50Nanos() / NANOS_PER_MILLI,
            latency.p90Nanos() / NANOS_PER_MILLI,
            latency.p99Nanos() / NANOS_PER_MILLI,
            latency.p999Nanos() / NANOS_PER_MILLI,
            latency.maxNanos() / NANOS_PER_MILLI);
      } else {
        line(err, "%-12s %10d", stage.label(), 0);
      }
    }
  }

  private static void troubles(PrintStream err, StatsSnapshot stats) {
    boolean first = true;
    for (Map.Entry<OwnTrouble, Long> entry : stats.troubles().entrySet()) {
      if (entry.getValue() > 0) {
        if (first) {
          err.println();
          first = false;
        }
        line(
            err,
            "own trouble: %s %,d times; the sweep slowed down and tried again",
            entry.getKey().label(),
            entry.getValue());
      }
    }
  }

  private static String duration(double seconds) {
    return seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds) : Progress.clock(seconds);
  }

  @SuppressWarnings("AnnotateFormatMethod") // private, and every call is above
  private static void line(PrintStream err, String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
  }
}
