package io.github.rdpsweep.stats;

import java.util.OptionalDouble;

/**
 * How fast a sweep goes while it still has new hosts: the rate that it achieves, untouched by the
 * waiting for silent hosts at its end.
 *
 * @param attempts connects begun until the last new host had its first, repeats among them
 * @param nanos from the first of these connects to the last
 */
public record FirstPass(long attempts, long nanos) {

  /** Connects begun per second; empty where they are too few, or too close, to tell. */
  public OptionalDouble perSecond() {
    // So many connects have one interval less between them.
    return attempts < 2 || nanos <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((attempts - 1) * 1e9 / nanos);
  }

  public double seconds() {
    return nanos / 1e9;
  }
}
