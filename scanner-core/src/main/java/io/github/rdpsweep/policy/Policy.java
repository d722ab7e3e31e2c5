package io.github.rdpsweep.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Demands that hosts are judged by. What was not measured is neither satisfied nor violated.
 *
 * @param checks in the order in which they were written
 */
public record Policy(List<PolicyCheck> checks) {

  /** No demands. */
  public static final Policy NONE = new Policy(List.of());

  public Policy {
    checks = List.copyOf(checks);
  }

  /**
   * Parses a list such as {@code nla-required,tls>=1.2,cert-valid>=30d}.
   *
   * @throws IllegalArgumentException naming the check that is none
   */
  public static Policy parse(String list) {
    return new Policy(PolicyParser.parse(list));
  }

  /** Whether there are any demands. */
  public boolean isEmpty() {
    return checks.isEmpty();
  }

  /** Judges a host. */
  public PolicyReport judge(PolicyFacts facts) {
    List<String> violated = new ArrayList<>();
    List<String> notKnown = new ArrayList<>();
    for (PolicyCheck check : checks) {
      switch (check.judge(facts)) {
        case SATISFIED -> {}
        case VIOLATED -> violated.add(check.text());
        case NOT_KNOWN -> notKnown.add(check.text());
      }
    }
    return new PolicyReport(violated, notKnown);
  }

  /** The checks as they were written, the same in every run. */
  @Override
  public String toString() {
    return checks.stream().map(PolicyCheck::text).collect(Collectors.joining(","));
  }
}
