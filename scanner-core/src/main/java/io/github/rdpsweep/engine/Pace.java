package io.github.rdpsweep.engine;

import java.time.Duration;

/**
 * How fast a sweep may go.
 *
 * @param rate connects started per second, or {@link #UNLIMITED}
 * @param segmentRate the same for each segment (/24, /64), or {@link #UNLIMITED}
 * @param maxInFlight connections open at a time, at least 1
 * @param rampUp how long the rate takes to rise from a tenth to the whole; may be zero
 */
public record Pace(long rate, long segmentRate, int maxInFlight, Duration rampUp) {

  public static final long UNLIMITED = Long.MAX_VALUE;

  /** A pace that is kept from the first connect on. */
  public Pace(long rate, long segmentRate, int maxInFlight) {
    this(rate, segmentRate, maxInFlight, Duration.ZERO);
  }

  public Pace {
    if (rampUp.isNegative()) {
      throw new IllegalArgumentException("negative time to ramp up: " + rampUp);
    }
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
