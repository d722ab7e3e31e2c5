package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes what a monitoring system wants of a sweep, for the textfile collector of Prometheus'
 * node_exporter. All is about the last sweep, so nothing is a counter.
 */
public final class PrometheusText {

  /** Segments with series of their own; all others are one. */
  public static final int SEGMENTS = 50;

  private static final double NANOS_A_SECOND = 1e9;

  /** Upper limits of the latency buckets, from a machine next door to the longest patience. */
  private static final double[] BUCKETS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final PrometheusMetrics metrics = new PrometheusMetrics();

  private PrometheusText() {}

  /**
   * Writes all of it.
   *
   * @param out where to; stays the caller's to close
   * @param segments all of the sweep's
   * @param version what writes it
   */
  public static void write(
      OutputStream out,
      SweepSummary summary,
      Conclusions conclusions,
      Stream<Segment> segments,
      String version)
      throws IOException {
    PrometheusText text = new PrometheusText();
    text.sweep(summary, version);
    text.targets(summary.stats(), conclusions.diagnoses());
    text.policy(conclusions.policy());
    text.scanner(summary.stats());
    text.latencies(summary.stats(), summary.config().probe().depth());
    text.segments(conclusions, segments);
    text.metrics.writeTo(out);
  }

  private void sweep(SweepSummary summary, String version) {
    Instant end = summary.endedAt();
    metrics
        .gauge("rdpsweep_build_info", "The program that swept; always 1.")
        .sample(1, "version", version);
    metrics
        .gauge("rdpsweep_last_sweep_timestamp_seconds", "When the sweep ended, in Unix time.")
        .sample(end.toEpochMilli() / 1e3);
    metrics
        .gauge("rdpsweep_last_sweep_duration_seconds", "How long the sweep took.")
        .sample(summary.seconds());
    metrics
        .gauge("rdpsweep_last_sweep_complete", "Whether every target could be probed.")
        .sample(summary.isComplete() ? 1 : 0);
  }

  private void targets(StatsSnapshot stats, DiagnosisCounts diagnoses) {
    metrics.gauge("rdpsweep_outcome_targets", "Targets by how their probes ended.");
    for (Map.Entry<Outcome, Long> entry : stats.outcomes().entrySet()) {
      metrics.sample(entry.getValue(), "outcome", entry.getKey().label());
    }
    metrics.gauge("rdpsweep_verdict_targets", "Targets by verdict.");
    for (Verdict verdict : Verdict.values()) {
      metrics.sample(diagnoses.of(verdict), "verdict", verdict.label());
    }
    metrics.gauge("rdpsweep_cause_targets", "Failing and degraded targets by cause.");
    for (Verdict verdict : List.of(Verdict.FAILING, Verdict.DEGRADED)) {
      for (Cause cause : Cause.values()) {
        if (cause != Cause.NONE) {
          metrics.sample(
              diagnoses.of(verdict, cause), "verdict", verdict.label(), "cause", cause.label());
        }
      }
    }
  }

  private void policy(PolicyTally policy) {
    if (policy.violations().isEmpty()) {
      return;
    }
    metrics.gauge("rdpsweep_policy_violating_targets", "Targets that violate a check of --policy.");
    for (Map.Entry<String, Long> check : policy.violations().entrySet()) {
      metrics.sample(check.getValue(), "check", check.getKey());
    }
  }

  private void scanner(StatsSnapshot stats) {
    metrics
        .gauge("rdpsweep_connects", "Connects that were begun, repeats and follow-ups among them.")
        .sample(stats.attempts());
    metrics.gauge("rdpsweep_own_troubles", "Trouble of the scanner's own, by kind.");
    for (Map.Entry<OwnTrouble, Long> entry : stats.troubles().entrySet()) {
      metrics.sample(entry.getValue(), "trouble", entry.getKey().label());
    }
    metrics
        .gauge("rdpsweep_outages", "Outages of the scanner's own network that --control noticed.")
        .sample(stats.outages().outages().size());
  }

  private void latencies(StatsSnapshot stats, Stage depth) {
    metrics.histogram("rdpsweep_stage_latency_seconds", "How long stages of probes took.");
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      if (stage.compareTo(depth) > 0) {
        break; // nobody asked
      }
      String label = stage.label();
      for (double limit : BUCKETS) {
        long count = stats.countUpTo(stage, Math.round(limit * NANOS_A_SECOND));
        metrics.part("_bucket", count, "stage", label, "le", Double.toString(limit));
      }
      long count = stats.latency(stage).count();
      metrics.part("_bucket", count, "stage", label, "le", "+Inf");
      metrics.part("_sum", stats.sumNanos(stage) / NANOS_A_SECOND, "stage", label);
      metrics.part("_count", count, "stage", label);
    }
  }

  private void segments(Conclusions conclusions, Stream<Segment> all) {
    metrics
        .gauge("rdpsweep_findings", "Findings: groups of segments that stand out.")
        .sample(conclusions.findings().size());
    metrics
        .gauge("rdpsweep_segments", "Segments in which something was probed.")
        .sample(conclusions.segments().swept());
    metrics
        .gauge("rdpsweep_failing_segments", "Segments in which an expected host fails.")
        .sample(conclusions.segments().failing());
    List<SegmentSeries> series = SegmentSeries.of(all, SEGMENTS);
    metrics.gauge(
        "rdpsweep_segment_expected_targets",
        "Targets that are shown or said to exist, in the segments with most failures.");
    for (SegmentSeries each : series) {
      metrics.sample(each.expected(), "segment", each.segment(), "name", each.name());
    }
    metrics.gauge(
        "rdpsweep_segment_failing_targets",
        "Expected targets that fail, in the segments with most failures.");
    for (SegmentSeries each : series) {
      for (Map.Entry<Cause, Long> entry : each.failing().entrySet()) {
        metrics.sample(
            entry.getValue(),
            "segment",
            each.segment(),
            "name",
            each.name(),
            "cause",
            entry.getKey().label());
      }
    }
  }
}
