package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.FindingScan;
import java.util.List;
import java.util.Objects;

/**
 * What is made of all rows of a sweep together, when it is over.
 *
 * @param findings what stands out, with most hosts first
 * @param segments the segments
 * @param diagnoses what was said of the targets
 * @param inventory how much of the inventory was swept
 */
public record Conclusions(
    List<Finding> findings,
    SegmentOverview segments,
    DiagnosisCounts diagnoses,
    InventoryCoverage inventory) {

  public Conclusions {
    findings = List.copyOf(findings);
    Objects.requireNonNull(segments);
    Objects.requireNonNull(diagnoses);
    Objects.requireNonNull(inventory);
  }

  /**
   * Draws them; takes a second or so for a sweep of a /8.
   *
   * @param rows all of the sweep's, written by now
   */
  public static Conclusions of(ResultRows rows, InventoryCoverage inventory) {
    List<Finding> findings = FindingScan.of(rows.tally());
    return new Conclusions(
        findings, SegmentOverview.of(rows.tally().segments(), findings), rows.counts(), inventory);
  }
}
