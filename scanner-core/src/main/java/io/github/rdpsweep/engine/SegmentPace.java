package io.github.rdpsweep.engine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How often one segment may be called upon, as seen by one event loop.
 *
 * <p>Only segments that were called upon a moment ago are remembered, so memory depends on the rate
 * and not on the number of segments.
 */
final class SegmentPace {

  private static final int SWEEP_AT_LEAST = 1_024;

  private final boolean unlimited;
  private final long intervalNanos;
  private final Map<Long, Turn> turns = new HashMap<>();
  private int sweepAtSize = SWEEP_AT_LEAST;

  private static final class Turn {
    /** When the segment may be called upon again. */
    private long next;

    /** When the next one that queues up for the segment may expect its turn. */
    private long nextReserved;

    Turn(long now) {
      next = now;
      nextReserved = now;
    }
  }

  /**
   * A share of a rate.
   *
   * @param perSecond starts per second for a segment, over all loops
   * @param loops how many loops share that
   */
  SegmentPace(long perSecond, int loops) {
    unlimited = perSecond == Pace.UNLIMITED;
    intervalNanos = unlimited ? 0 : Math.max(1, 1_000_000_000L * loops / perSecond);
  }

  /** Whether a segment may be called upon now. */
  boolean isDue(long segment, long now) {
    if (unlimited) {
      return true;
    }
    Turn turn = turns.get(segment);
    return turn == null || turn.next - now <= 0;
  }

  /** Notes that a segment, which must be due, is called upon now. */
  void take(long segment, long now) {
    if (unlimited) {
      return;
    }
    Turn turn = turn(segment, now);
    // As in RateBudget: up to a tick of lateness is made up for.
    long from = now - turn.next > RateBudget.TICK_NANOS ? now - RateBudget.TICK_NANOS : turn.next;
    turn.next = from + intervalNanos;
  }

  /** When to come back for a segment that is not due; each call gives a later turn. */
  long reserve(long segment, long now) {
    Turn turn = turn(segment, now);
    long due = turn.nextReserved - turn.next > 0 ? turn.nextReserved : turn.next;
    turn.nextReserved = due + intervalNanos;
    return due;
  }

  /** How many segments are remembered, which is what memory depends on. */
  int remembered() {
    return turns.size();
  }

  private Turn turn(long segment, long now) {
    Turn known = turns.get(segment);
    if (known != null) {
      return known;
    }
    if (turns.size() >= sweepAtSize) {
      forgetPast(now);
      sweepAtSize = Math.max(SWEEP_AT_LEAST, 2 * turns.size());
    }
    Turn turn = new Turn(now);
    turns.put(segment, turn);
    return turn;
  }

  /** A segment whose turns have all passed is as good as one never heard of. */
  private void forgetPast(long now) {
    Iterator<Turn> all = turns.values().iterator();
    while (all.hasNext()) {
      Turn turn = all.next();
      if (turn.next - now <= 0 && turn.nextReserved - now <= 0) {
        all.remove();
      }
    }
  }
}
