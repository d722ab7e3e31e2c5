package io.github.rdpsweep.engine;

/**
 * How many connections one event loop may have open: as many as allowed while things go well, fewer
 * while this machine itself is the trouble.
 */
/*
 * How this works: additive increase, multiplicative decrease, once a period. Two signs make it
 * smaller: a connect that failed for want of something of ours (descriptors, ports, buffers), and
 * exchanges that take several times as long as they did at best and a good part of their timeout:
 * then connections queue up on this machine, and hosts that answer would soon be called silent. A
 * fleet that is merely far away is slow from the start, which is no such sign.
 */
final class Window {

  private static final long PERIOD_NANOS = 100_000_000;
  private static final int LEAST = 16;
  private static final double INFLATION = 4;
  private static final double TIMEOUT_SHARE = 0.25;
  private static final double SMOOTHING = 1.0 / 64;
  private static final double DRIFT = 1.01;

  private final int max;
  private final double patienceNanos;

  private double limit;
  private boolean troubled;
  private boolean stalled;
  private double smoothedNanos;
  private double bestNanos = Double.MAX_VALUE;
  private boolean measured;

  /** Whether any exchange was over in this period: an old measurement is no news of trouble. */
  private boolean answered;

  private long nextAdjustment;

  Window(int max, long timeoutNanos, long now) {
    this.max = max;
    this.limit = max;
    this.patienceNanos = timeoutNanos * TIMEOUT_SHARE;
    nextAdjustment = now + PERIOD_NANOS;
  }

  int limit() {
    return (int) limit;
  }

  /** A connect failed for want of something of ours, with this many open. */
  void onTrouble(int inFlight) {
    limit = Math.max(1, Math.min(limit, inFlight));
    troubled = true;
  }

  /** The loop itself came late. */
  void onStall() {
    stalled = true;
  }

  /** An exchange with a host that answered was over after this time. */
  void onAnswer(long nanos) {
    smoothedNanos = measured ? smoothedNanos + (nanos - smoothedNanos) * SMOOTHING : nanos;
    measured = true;
    answered = true;
  }

  /** To be called once an I/O round. */
  void adjust(long now) {
    if (now - nextAdjustment < 0) {
      return;
    }
    nextAdjustment = now + PERIOD_NANOS;
    if (answered) {
      bestNanos = Math.min(bestNanos * DRIFT, smoothedNanos);
    }
    boolean inflated =
        answered && smoothedNanos > patienceNanos && smoothedNanos > INFLATION * bestNanos;
    if (troubled || stalled || inflated) {
      double floor = Math.min(LEAST, limit);
      limit = Math.max(floor, limit * (troubled ? 0.9 : 0.8));
    } else {
      limit = Math.min(max, limit + Math.max(1, max * 0.05));
    }
    troubled = false;
    stalled = false;
    answered = false;
  }
}
