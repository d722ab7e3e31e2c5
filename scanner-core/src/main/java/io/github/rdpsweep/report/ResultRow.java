package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.Presence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is told of one target.
 *
 * @param result what was found
 * @param diagnosis what that means
 * @param presence what shows that a host exists there
 * @param segment the segment that it lies in, if the user named it
 * @param policyViolations how it stands to the policy, as in {@link
 *     io.github.rdpsweep.policy.PolicyReport#text}; empty without one
 * @param inventory what the inventory says of the host, a cell for each of its columns
 */
public record ResultRow(
    ProbeResult result,
    Diagnosis diagnosis,
    Presence presence,
    Optional<NamedPrefix> segment,
    String policyViolations,
    List<String> inventory) {

  public ResultRow {
    Objects.requireNonNull(result);
    Objects.requireNonNull(diagnosis);
    Objects.requireNonNull(presence);
    Objects.requireNonNull(segment);
    Objects.requireNonNull(policyViolations);
    Objects.requireNonNull(inventory);
  }
}
