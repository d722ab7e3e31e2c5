package io.github.rdpsweep.probe;

import java.util.Arrays;

/** Round trips to one target, in the order in which they were measured. */
public final class RoundTrips {

  private final long[] nanos;

  RoundTrips(long... nanos) {
    this.nanos = nanos;
  }

  public int count() {
    return nanos.length;
  }

  /** The shortest, or {@link Timings#NOT_MEASURED}. */
  public long min() {
    return Arrays.stream(nanos).min().orElse(Timings.NOT_MEASURED);
  }

  /** The middle one, or the mean of the two in the middle, or {@link Timings#NOT_MEASURED}. */
  public long median() {
    if (nanos.length == 0) {
      return Timings.NOT_MEASURED;
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  /**
   * How much a round trip differs from the one before it, on the average, or {@link
   * Timings#NOT_MEASURED} where there are fewer than two. That is [RFC 3550]'s interarrival jitter
   * (section 6.4.1) without its smoothing, whose gain of a sixteenth needs dozens of packets to
   * settle; and of round trips, since there is no clock at the other end.
   */
  public long jitter() {
    if (nanos.length < 2) {
      return Timings.NOT_MEASURED;
    }
    long sum = 0;
    for (int i = 1; i < nanos.length; i++) {
      sum += Math.abs(nanos[i] - nanos[i - 1]);
    }
    return sum / (nanos.length - 1);
  }
}
