package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.FindingScan;
import io.github.rdpsweep.segment.Quality;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is made of all rows of a sweep together, when it is over.
 *
 * @param findings what stands out, with most hosts first
 * @param segments the segments
 * @param diagnoses what was said of the targets
 * @param policy how the targets stand to the policy
 * @param inventory how much of the inventory was swept
 * @param repeats by which targets were probed
 * @param quality what repeated probes showed
 * @param traces paths that were traced for the findings
 * @param newFailures failures that the baseline does not have; empty without a baseline
 */
public record Conclusions(
    List<Finding> findings,
    SegmentOverview segments,
    DiagnosisCounts diagnoses,
    PolicyTally policy,
    InventoryCoverage inventory,
    Repeats repeats,
    Quality quality,
    FindingTraces traces,
    OptionalLong newFailures) {

  public Conclusions {
    findings = List.copyOf(findings);
    Objects.requireNonNull(segments);
    Objects.requireNonNull(diagnoses);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(repeats);
    Objects.requireNonNull(quality);
    Objects.requireNonNull(traces);
    Objects.requireNonNull(newFailures);
  }

  /**
   * Draws them; takes a second or so for a sweep of a /8.
   *
   * @param rows all of the sweep's, written by now
   */
  public static Conclusions of(ResultRows rows, InventoryCoverage inventory, Repeats repeats) {
    return of(rows.sweep(), inventory, repeats);
  }

  /**
   * Draws them; takes a second or so for a sweep of a /8.
   *
   * @param rows all of the sweep's
   */
  public static Conclusions of(SweepTally rows, InventoryCoverage inventory, Repeats repeats) {
    List<Finding> findings = FindingScan.of(rows.segments());
    return new Conclusions(
        findings,
        SegmentOverview.of(rows.segments().segments(), findings),
        rows.counts(),
        rows.policy(),
        inventory,
        repeats,
        rows.quality(),
        FindingTraces.NONE,
        OptionalLong.empty());
  }

  /** The same, with paths that were traced for the findings. */
  public Conclusions with(FindingTraces found) {
    return new Conclusions(
        findings, segments, diagnoses, policy, inventory, repeats, quality, found, newFailures);
  }

  /** The same, with the failures that the baseline does not have. */
  public Conclusions withNewFailures(long count) {
    return new Conclusions(
        findings,
        segments,
        diagnoses,
        policy,
        inventory,
        repeats,
        quality,
        traces,
        OptionalLong.of(count));
  }
}
