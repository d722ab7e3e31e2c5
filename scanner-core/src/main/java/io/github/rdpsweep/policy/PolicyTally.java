package io.github.rdpsweep.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many hosts violate a policy, and each of its checks. Belongs to one thread at a time. */
public final class PolicyTally {

  private final Map<String, Long> violations = new LinkedHashMap<>();
  private long hosts;

  /** A tally that shows every check of a policy, also those that nobody violates. */
  public PolicyTally(Policy policy) {
    policy.checks().forEach(check -> violations.put(check.text(), 0L));
  }

  /** Counts one host. */
  public void add(PolicyReport report) {
    add(report.violated());
  }

  /** Counts one host by the checks that it violates. */
  public void add(List<String> violated) {
    if (!violated.isEmpty()) {
      hosts++;
      violated.forEach(check -> violations.merge(check, 1L, Long::sum));
    }
  }

  /** Hosts with at least one violation: what {@code --fail-on policy} looks at. */
  public long hosts() {
    return hosts;
  }

  /** Hosts that violate each check, in the policy's order. */
  public Map<String, Long> violations() {
    return new LinkedHashMap<>(violations);
  }
}
