package io.github.rdpsweep.target;

import java.util.List;

/**
 * All that a sweep owes a result for.
 *
 * @param set what to probe
 * @param unresolved names that were not found, once for each port
 * @param leftOut blocks without hosts that the targets reach into, such as {@code 224.0.0.0/4
 *     (multicast)}; they are not swept
 */
public record ResolvedTargets(TargetSet set, List<Target> unresolved, List<String> leftOut) {

  public ResolvedTargets {
    unresolved = List.copyOf(unresolved);
    leftOut = List.copyOf(leftOut);
  }
}
