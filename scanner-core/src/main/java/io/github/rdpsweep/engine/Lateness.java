package io.github.rdpsweep.engine;

/**
 * How long an event loop was away without leave: held up by the machine, by a garbage collection,
 * by a suspended process. Silence that was waited for while it was away proves little.
 *
 * <p>The loop reports whenever it comes by, and says each time when it will do so again; so no part
 * of its round goes unwatched.
 */
final class Lateness {

  /** Stalls up to this long are part of life. */
  private static final long TOLERANCE_NANOS = 100_000_000;

  private boolean expecting;
  private long expectedNanos;
  private long stalledNanos;

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
      stalledNanos += now - expectedNanos;
      return true;
    }
    return false;
  }

  /** The length of all stalls so far. */
  long stalledNanos() {
    return stalledNanos;
  }
}
