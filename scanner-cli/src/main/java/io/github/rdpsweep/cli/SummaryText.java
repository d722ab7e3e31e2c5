package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.stats.FirstPass;
import io.github.rdpsweep.stats.Outage;
import io.github.rdpsweep.stats.OutageCounts;
import io.github.rdpsweep.stats.StageLatency;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The summary of a sweep as people read it, on standard error. */
final class SummaryText {

  private static final double NANOS_PER_MILLI = 1e6;

  private SummaryText() {}

  static void print(PrintStream err, Ansi ansi, SweepSummary summary, Conclusions conclusions) {
    printHead(err, ansi, summary, conclusions);
    StatsSnapshot stats = summary.stats();
    SweepConfig config = summary.config();
    firstPass(err, stats.firstPass(), PaceText.of(config.pace()));
    line(
        err,
        "seed %d, shard %s, transport %s, %d event loop%s",
        config.seed(),
        config.shard(),
        transport(summary.transport()),
        config.eventLoops(),
        config.eventLoops() == 1 ? "" : "s");
    outcomes(err, ansi, stats);
    DiagnosisText.print(err, ansi, conclusions.diagnoses());
    PolicyText.print(err, conclusions.policy());
    latencies(err, ansi, stats, config.probe().depth());
    QualityText.print(err, conclusions.repeats(), conclusions.quality());
    troubles(err, stats);
    outages(err, stats.outages());
  }

  /** What matters most, and how far the sweep came. */
  static void printHead(PrintStream err, Ansi ansi, SweepSummary summary, Conclusions conclusions) {
    FindingsText.print(err, ansi, conclusions);
    StatsSnapshot stats = summary.stats();
    line(
        err,
        "%,d of %,d targets in %s, %,d connects%s%s",
        stats.finished(),
        summary.targets(),
        duration(summary.seconds()),
        stats.attempts(),
        followUps(stats.followUps().made()),
        resumed(summary.resumedRows()));
  }

  private static String resumed(long rows) {
    return rows == 0 ? "" : String.format(Locale.ROOT, "; %,d were there before", rows);
  }

  private static String followUps(long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, " (%,d of them follow-ups)", count);
  }

  /** Without the waiting for the last silent hosts, in which a sweep starts nothing. */
  private static void firstPass(PrintStream err, FirstPass pass, String limit) {
    pass.perSecond()
        .ifPresent(
            perSecond ->
                line(
                    err,
                    "first pass: %,d connects in %s, %,.0f a second%s",
                    pass.attempts(),
                    duration(pass.seconds()),
                    perSecond,
                    limit.isEmpty() ? "" : " (" + limit + ")"));
  }

  private static String transport(TransportChoice choice) {
    return choice.kind().label() + (choice.reason().isEmpty() ? "" : " (" + choice.reason() + ")");
  }

  private static void outcomes(PrintStream err, Ansi ansi, StatsSnapshot stats) {
    err.println();
    err.println(bold(ansi, String.format("%-20s %12s %8s", "outcome", "targets", "share")));
    for (Map.Entry<Outcome, Long> entry : stats.outcomes().entrySet()) {
      if (entry.getValue() > 0) {
        line(
            err,
            "%s %,12d %6.1f %%",
            coloured(ansi, entry.getKey()),
            entry.getValue(),
            100.0 * entry.getValue() / stats.finished());
      }
    }
  }

  /** Green is what works; yellow, what says nothing about the host. */
  private static String coloured(Ansi ansi, Outcome outcome) {
    String name = String.format("%-20s", outcome.label());
    return switch (outcome) {
      case READY -> ansi.string("@|green " + name + "|@");
      case UNRESOLVED, NO_ROUTE, NOT_SENT, CANCELLED -> ansi.string("@|yellow " + name + "|@");
      case SILENT, REFUSED, UNREACHABLE, HUNG, UNACKNOWLEDGED, CLOSED, RESET -> name;
      case NOT_RDP, MALFORMED, DISCONNECTED, NEGOTIATION_REFUSED -> name;
      case TLS_FAILED, TLS_HUNG, TLS_CLOSED, IDENTITY_FAILED -> name;
    };
  }

  private static String bold(Ansi ansi, String text) {
    return ansi.string("@|bold " + text + "|@");
  }

  private static void latencies(PrintStream err, Ansi ansi, StatsSnapshot stats, Stage depth) {
    err.println();
    err.println(
        bold(
            ansi,
            String.format(
                "%-12s %10s %10s %10s %10s %10s %10s",
                "latency (ms)", "count", "p50", "p90", "p99", "p99.9", "max")));
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      StageLatency latency = stats.latency(stage);
      if (stage.compareTo(depth) > 0) {
        break; // nobody asked
      }
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

  private static void outages(PrintStream err, OutageCounts counts) {
    if (counts.outages().isEmpty()) {
      return;
    }
    err.println();
    for (Outage outage : counts.outages()) {
      line(
          err,
          "scanner side down: %s, %s to %s",
          outage.reason(),
          outage.from().truncatedTo(ChronoUnit.SECONDS),
          outage.to().map(to -> to.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("the end"));
    }
    line(err, "targets probed again for that: %,d", counts.doubted());
  }

  private static String duration(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    return seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds) : Progress.clock(seconds);
  }

  @SuppressWarnings("AnnotateFormatMethod") // private, and every call is above
  private static void line(PrintStream err, String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
  }
}
