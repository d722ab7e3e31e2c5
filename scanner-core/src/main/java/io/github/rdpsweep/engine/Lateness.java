package io.github.rdpsweep.engine;

/**
 * Whether an event loop was late: held up by the machine, by a garbage collection, by a suspended
 * process. Silence that was waited for across such a stall proves nothing.
 *
 * <p>The loop reports whenever it comes by, and says each time when it will do so again; so no part
 * of its round goes unwatched.
 */
final class Lateness {

  /** Stalls up to this long are part of life. */
  private static final long TOLERANCE_NANOS = 100_000_000;

  private boolean expecting;
  private long expectedNanos;
  private long lastStallNanos;
  private boolean stalled;

  /** The loop will come back by itself at this instant, or earlier. */
  void expectBack(long nanos) {
    expecting = true;
    expectedNanos = nanos;
  }

  /**
   * The loop is back.
   *
   * @return whether it was stalled
   */
  boolean onBack(long now) {
    if (expecting && now - expectedNanos > TOLERANCE_NANOS) {
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
