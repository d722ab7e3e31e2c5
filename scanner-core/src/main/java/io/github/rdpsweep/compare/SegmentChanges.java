package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.Prefix;
import java.util.HashMap;
import java.util.Map;

/** How many targets of each segment changed, and how many could have; by kind of change. */
@SuppressWarnings("EnumOrdinal") // constants number columns, which live no longer than a comparison
final class SegmentChanges {

  private static final int KINDS = ChangeKind.values().length;

  /** With fewer, there is nothing to be gained by telling of the segment instead. */
  private static final int LEAST_TARGETS = 4;

  private final Map<Prefix, int[]> counts = new HashMap<>();

  void countPossible(Prefix segment, ChangeKind kind) {
    counts.computeIfAbsent(segment, any -> new int[2 * KINDS])[KINDS + kind.ordinal()]++;
  }

  void countChanged(Prefix segment, ChangeKind kind) {
    counts.computeIfAbsent(segment, any -> new int[2 * KINDS])[kind.ordinal()]++;
  }

  int changed(Prefix segment, ChangeKind kind) {
    return counts.get(segment)[kind.ordinal()];
  }

  int possible(Prefix segment, ChangeKind kind) {
    return counts.get(segment)[KINDS + kind.ordinal()];
  }

  /** Whether most targets of a segment that could change did. */
  boolean isWhole(Prefix segment, ChangeKind kind) {
    int changed = changed(segment, kind);
    return changed >= LEAST_TARGETS && 2 * changed > possible(segment, kind);
  }

  /** In how many segments most targets changed. */
  int wholeSegments(ChangeKind kind) {
    return (int) counts.keySet().stream().filter(segment -> isWhole(segment, kind)).count();
  }

  /** How many targets these segments tell of. */
  long targetsInWholeSegments(ChangeKind kind) {
    return counts.keySet().stream()
        .filter(segment -> isWhole(segment, kind))
        .mapToLong(segment -> changed(segment, kind))
        .sum();
  }
}
