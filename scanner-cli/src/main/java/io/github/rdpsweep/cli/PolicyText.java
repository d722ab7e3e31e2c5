package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.policy.PolicyTally;
import java.io.PrintStream;
import java.util.Locale;

/** How a fleet stands to the policy, as people read it; nothing where there is none. */
final class PolicyText {

  private PolicyText() {}

  static void print(PrintStream err, PolicyTally tally) {
    if (tally.violations().isEmpty()) {
      return;
    }
    String checks =
        tally.violations().entrySet().stream()
            .map(check -> String.format(Locale.ROOT, "%s %,d", check.getKey(), check.getValue()))
            .collect(joining(", "));
    err.println();
    err.println(
        String.format(Locale.ROOT, "policy: %,d targets violate it (%s)", tally.hosts(), checks));
  }
}
