package io.github.rdpsweep.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many connects may start per second, over all event loops: the one thing they share on the hot
 * path.
 */
/*
 * How this works: the generic cell rate algorithm (ITU-T I.371). Tokens are kept as time: nextDue is
 * when the next one falls due. Idle time earns at most one burst, so that a suspended machine does
 * not wake up and flood the network to catch up. The burst spans one tick, for which a loop may come
 * late (at low rates one interval, so that it is worth a start); were it nothing, lateness would be
 * lost and the rate fall short of what was asked for.
 *
 * A ramp lengthens the first intervals. A new rate counts from the next start on.
 *
 * Time is kept in parts of a nanosecond, or the interval's rounding would show at high rates.
 * The clock may be negative and wrap: differences are compared, never values.
 */
final class RateBudget {

  /** How late a loop may be without losing starts. */
  static final long TICK_NANOS = 4_000_000;

  private static final int FRACTION_BITS = 8;

  /** A ramp begins with this share of the rate. */
  private static final double RAMP_START = 0.1;

  private final long perSecond;
  private final long rampTime;
  private final long origin;
  private final AtomicLong nextDue;

  /** Time between starts; 0 where there is no limit. */
  private volatile long interval;

  /** Allows a number of starts per second, from the first on. */
  RateBudget(long perSecond, long now) {
    this(perSecond, 0, now);
  }

  /**
   * Allows a number of starts per second.
   *
   * @param rampNanos how long the rate takes to rise to that, from a tenth of it
   * @param now the monotonic clock; the first start is due then
   */
  RateBudget(long perSecond, long rampNanos, long now) {
    this.perSecond = perSecond;
    rampTime = perSecond == Pace.UNLIMITED ? 0 : rampNanos << FRACTION_BITS;
    interval = interval(perSecond);
    origin = now;
    // No start is due before the sweep's first instant, so that it does not begin with a burst.
    nextDue = new AtomicLong(0);
  }

  private static long interval(long perSecond) {
    return perSecond == Pace.UNLIMITED
        ? 0
        : Math.max(1, (1_000_000_000L << FRACTION_BITS) / perSecond);
  }

  /** Slows down, or speeds up again, to no more than the rate of the beginning. By any thread. */
  void limit(long newPerSecond) {
    interval = interval(Math.min(newPerSecond, perSecond));
  }

  /** Takes a start if one is due. */
  boolean tryTake(long now) {
    long step = interval;
    if (step == 0) {
      return true;
    }
    long time = (now - origin) << FRACTION_BITS;
    if (time < rampTime) {
      step = (long) (step / (RAMP_START + (1 - RAMP_START) * time / rampTime));
    }
    long burst = Math.max(TICK_NANOS << FRACTION_BITS, step);
    while (true) {
      long due = nextDue.get();
      if (due - time > 0) {
        return false;
      }
      long from = Math.max(due, time - burst);
      if (nextDue.compareAndSet(due, from + step)) {
        return true;
      }
    }
  }

  /** How long until the next start is due, in nanoseconds; 0 when it is. */
  long waitNanos(long now) {
    if (interval == 0) {
      return 0;
    }
    long time = (now - origin) << FRACTION_BITS;
    long wait = nextDue.get() - time;
    return wait <= 0 ? 0 : (wait >> FRACTION_BITS) + 1;
  }
}
