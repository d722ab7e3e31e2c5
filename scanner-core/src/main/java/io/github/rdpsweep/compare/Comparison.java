package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.Prefix;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What became of the targets of one sweep in a later one. Belongs to one thread. */
@SuppressWarnings("EnumOrdinal") // constants number columns, which live no longer than this
public final class Comparison {

  /*
   * How this works: changes are not kept, as all of some millions of targets may have changed. They
   * are counted when the comparison is made, by segment too, and looked for again when they are
   * told; going through two snapshots takes a moment, while reading their files takes minutes.
   */

  private static final ChangeKind[] KINDS = ChangeKind.values();

  private final Pairs pairs;
  private final Grouping grouping;
  private final SegmentChanges segments = new SegmentChanges();
  private final long[] changed = new long[KINDS.length];
  private long inBoth;
  private long onlyBefore;
  private long onlyAfter;
  private long unknown;
  private long newFailures;

  private Comparison(Snapshot before, Snapshot after, Grouping grouping) {
    this.pairs = new Pairs(before, after);
    this.grouping = grouping;
    pairs.forEach(this::count);
  }

  /** Compares two snapshots that were built with the same {@link Conditions}. */
  public static Comparison of(Snapshot before, Snapshot after, Grouping grouping) {
    return new Comparison(before, after, grouping);
  }

  private void count(Pair pair) {
    if (!pair.isInBoth()) {
      onlyBefore += pair.before().isSwept() ? 1 : 0;
      onlyAfter += pair.after().isSwept() ? 1 : 0;
    } else {
      inBoth++;
      boolean isKnown = pair.before().condition().isKnown() && pair.after().condition().isKnown();
      unknown += isKnown ? 0 : 1;
    }
    if (!pair.before().condition().exists() && !pair.after().condition().exists()) {
      return; // most addresses of a subnet
    }
    newFailures += pair.isNewFailure() ? 1 : 0;
    Optional<Prefix> segment = segmentOf(pair);
    for (ChangeKind kind : KINDS) {
      if (kind.isPossible(pair)) {
        segment.ifPresent(prefix -> segments.countPossible(prefix, kind));
      }
      if (kind.isShownBy(pair)) {
        segment.ifPresent(prefix -> segments.countChanged(prefix, kind));
        changed[kind.ordinal()]++;
      }
    }
  }

  /** Targets that changed like this. */
  public long targets(ChangeKind kind) {
    return changed[kind.ordinal()];
  }

  /** Segments that are told as one, since most of their targets changed like this. */
  public int segments(ChangeKind kind) {
    return grouping == Grouping.NONE ? 0 : segments.wholeSegments(kind);
  }

  /** How many of the targets that changed like this are told by their segments. */
  public long targetsInSegments(ChangeKind kind) {
    return grouping == Grouping.NONE ? 0 : segments.targetsInWholeSegments(kind);
  }

  /** Targets that are failing, and were not failing before. */
  public long newFailures() {
    return newFailures;
  }

  /** Targets that both sweeps covered. */
  public long inBoth() {
    return inBoth;
  }

  /** Of these, the ones that one of the sweeps could not judge. */
  public long unknown() {
    return unknown;
  }

  /** Targets that the newer sweep did not cover. */
  public long onlyBefore() {
    return onlyBefore;
  }

  /** Targets that the older sweep did not cover. */
  public long onlyAfter() {
    return onlyAfter;
  }

  /** Tells all changes of a kind, segments first, each in the order of addresses. */
  public void forEach(ChangeKind kind, Consumer<Change> told) {
    if (targets(kind) == 0) {
      return;
    }
    if (grouping == Grouping.SEGMENTS) {
      segments(kind, told);
    }
    for (Pair pair : pairs) {
      if (kind.isShownBy(pair) && !isToldBySegment(pair, kind)) {
        told.accept(new Change.OfTarget(kind, pair));
      }
    }
  }

  private void segments(ChangeKind kind, Consumer<Change> told) {
    Map<Prefix, Map<String, Integer>> outcomes = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (kind.isShownBy(pair)) {
        wholeSegment(pair, kind)
            .ifPresent(
                segment ->
                    outcomes
                        .computeIfAbsent(segment, any -> new HashMap<>())
                        .merge(pair.after().condition().outcome(), 1, Integer::sum));
      }
    }
    outcomes.forEach(
        (segment, counts) ->
            told.accept(
                new Change.OfSegment(
                    kind,
                    segment,
                    segments.changed(segment, kind),
                    segments.possible(segment, kind),
                    commonest(counts))));
  }

  private static String commonest(Map<String, Integer> counts) {
    return Collections.max(
            counts.entrySet(),
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .getKey();
  }

  private boolean isToldBySegment(Pair pair, ChangeKind kind) {
    return grouping == Grouping.SEGMENTS && wholeSegment(pair, kind).isPresent();
  }

  private Optional<Prefix> wholeSegment(Pair pair, ChangeKind kind) {
    return segmentOf(pair).filter(segment -> segments.isWhole(segment, kind));
  }

  /** A name that was not found lies in no segment. */
  private static Optional<Prefix> segmentOf(Pair pair) {
    return pair.address().map(Prefix::segmentOf);
  }
}
