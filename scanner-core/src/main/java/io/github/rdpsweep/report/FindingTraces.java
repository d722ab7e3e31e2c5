package io.github.rdpsweep.report;

import io.github.rdpsweep.segment.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Paths that were traced for the findings of a sweep.
 *
 * @param byFinding those of each finding that was traced
 * @param remark what was traced and what was not, or empty if nothing was asked for
 */
public record FindingTraces(Map<Finding, List<FindingTrace>> byFinding, String remark) {

  /** For sweeps that trace none. */
  public static final FindingTraces NONE = new FindingTraces(Map.of(), "");

  public FindingTraces {
    byFinding = Map.copyOf(byFinding);
    Objects.requireNonNull(remark);
  }

  /** The paths behind a finding; empty if none was traced. */
  public List<FindingTrace> of(Finding finding) {
    return byFinding.getOrDefault(finding, List.of());
  }
}
