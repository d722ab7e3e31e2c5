package io.github.rdpsweep.engine;

import java.util.Arrays;

/**
 * Hosts that were silent and wait for a later pass, in the order in which they fell silent. Four
 * numbers each, so that a fleet of silent addresses costs little.
 */
final class RetryQueue {

  private static final int FIELDS = 4;
  private static final int PASS_BITS = 8;

  private long[] ring = new long[FIELDS * 64];
  private int first;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Appends a host.
   *
   * @param hostIndex which
   * @param ports a bit for each of its ports that was silent
   * @param pass the pass to come, 2 to 255
   * @param notBefore when it may be visited again, on the monotonic clock
   * @param answeredPort a port that it answered on, or 0
   */
  void add(long hostIndex, long ports, int pass, long notBefore, int answeredPort) {
    if (FIELDS * size == ring.length) {
      grow();
    }
    int at = (first + FIELDS * size) % ring.length;
    ring[at] = (hostIndex << PASS_BITS) | pass;
    ring[at + 1] = ports;
    ring[at + 2] = notBefore;
    ring[at + 3] = answeredPort;
    size++;
  }

  /** When the first host may be visited again; the queue must not be empty. */
  long firstNotBefore() {
    return ring[first + 2];
  }

  /** The first host's index; the queue must not be empty. */
  long firstHostIndex() {
    return ring[first] >>> PASS_BITS;
  }

  /** The first host's silent ports; the queue must not be empty. */
  long firstPorts() {
    return ring[first + 1];
  }

  /** The first host's pass to come; the queue must not be empty. */
  int firstPass() {
    return (int) (ring[first] & ((1 << PASS_BITS) - 1));
  }

  /** A port that the first host answered on, or 0; the queue must not be empty. */
  int firstAnsweredPort() {
    return (int) ring[first + 3];
  }

  void removeFirst() {
    first = (first + FIELDS) % ring.length;
    size--;
  }

  private void grow() {
    long[] larger = Arrays.copyOf(ring, 2 * ring.length);
    // What lay before the first entry follows what lay behind it.
    System.arraycopy(ring, 0, larger, ring.length, first);
    ring = larger;
  }
}
