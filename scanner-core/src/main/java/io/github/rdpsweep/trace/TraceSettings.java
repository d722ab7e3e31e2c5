package io.github.rdpsweep.trace;

import java.time.Duration;

/**
 * How far and how patiently a path is traced.
 *
 * @param maxHops the farthest hop that is asked for
 * @param tries connects to each hop at most; what answered is not asked again
 * @param timeout how long a hop may take to answer
 * @param gap time between the end of one connect and the start of the next
 */
public record TraceSettings(int maxHops, int tries, Duration timeout, Duration gap) {

  /** What {@code maxHops} can be: the field in the packet has eight bits. */
  public static final int MOST_HOPS = 255;

  /** What {@code tries} can be. */
  public static final int MOST_TRIES = 10;

  /**
   * A timeout of a second spaces the repeats to one router by as much as Linux wants between its
   * ICMP errors, and ends a connect before the kernel repeats the SYN.
   */
  public static final TraceSettings DEFAULT =
      new TraceSettings(30, 3, Duration.ofSeconds(1), Duration.ofMillis(200));

  public TraceSettings {
    check("hops", maxHops, MOST_HOPS);
    check("tries", tries, MOST_TRIES);
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || gap.isNegative()) {
      throw new IllegalArgumentException("timeout " + timeout + ", gap " + gap);
    }
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " " + value + ": 1 to " + most);
    }
  }
}
