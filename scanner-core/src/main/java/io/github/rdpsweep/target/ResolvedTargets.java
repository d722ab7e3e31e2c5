package io.github.rdpsweep.target;

import java.util.List;

/**
 * All that a sweep owes a result for.
 *
 * @param set what to probe
 * @param unresolved names that were not found, once for each port
 */
public record ResolvedTargets(TargetSet set, List<Target> unresolved) {

  public ResolvedTargets {
    unresolved = List.copyOf(unresolved);
  }
}
