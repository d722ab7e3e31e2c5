package io.github.rdpsweep.engine;

/**
 * Whether an event loop was late: held up by the machine, by a garbage collection, by a suspended
 * process. Silence that was waited for across such a stall proves nothing.
 */
final class Lateness {

  /** Stalls up to this long are part of life. */
  private static final long TOLERANCE_NANOS = 100_000_000;

  private long expectedNanos;
  private long lastStallNanos;
  private boolean stalled;

  Lateness(long now) {
    expectedNanos = now;
  }

  /** The loop will come back by itself at this instant, or earlier. */
  void expectBack(long nanos) {
    expectedNanos = nanos;
  }

  /**
   * The loop is back.
   *
   * @return whether it was stalled
   */
  boolean onBack(long now) {
    if (now - expectedNanos > TOLERANCE_NANOS) {
      lastStallNanos = now;
      stalled = true;
      return true;
    }
    return false;
  }

  /** Whether the loop stalled at some time after this instant. */
  boolean stalledSince(long nanos) {
    return stalled && lastStallNanos - nanos > 0;
  }
}
