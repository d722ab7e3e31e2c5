package io.github.rdpsweep.engine;

/**
 * How fast a sweep may go.
 *
 * @param rate connects started per second, or {@link #UNLIMITED}
 * @param segmentRate the same for each segment (/24, /64), or {@link #UNLIMITED}
 * @param maxInFlight connections open at a time, at least 1
 */
public record Pace(long rate, long segmentRate, int maxInFlight) {

  public static final long UNLIMITED = Long.MAX_VALUE;

  public Pace {
    if (rate < 1 || segmentRate < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException(
          "rates and in-flight bound must be positive: "
              + rate
              + ", "
              + segmentRate
              + ", "
              + maxInFlight);
    }
  }
}
