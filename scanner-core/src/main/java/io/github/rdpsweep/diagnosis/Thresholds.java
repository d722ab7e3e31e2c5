package io.github.rdpsweep.diagnosis;

import java.time.Duration;

/**
 * From where on a host that works counts as degraded.
 *
 * @param slowRoundTrip a longer round trip is slow
 * @param slowReply a longer think time of the server is slow: what its Connection Confirm took
 *     beyond a round trip
 * @param lossyPackets so many lost packets, or more, in one exchange are lossy
 */
public record Thresholds(Duration slowRoundTrip, Duration slowReply, int lossyPackets) {

  /**
   * The defaults.
   *
   * <ul>
   *   <li>150 ms: published guidance for remote desktops (itopia's help centre) calls a round trip
   *       below 100 ms ideal, up to 120 ms fine, and above 150 ms worse.
   *   <li>1 s: our own. A Connection Confirm takes neither cryptography nor a logon, so what a
   *       healthy listener adds is a matter of milliseconds; and a request that is lost twice is
   *       sent again within 0.2 and 0.6 s (Linux), so that loss is not taken for a slow server.
   *   <li>2 packets: our own. An exchange up to the Confirm has about four; at 1 % loss one in 25
   *       loses a packet, which is bad luck, but one in 1,700 loses two.
   * </ul>
   */
  public static final Thresholds DEFAULT =
      new Thresholds(Duration.ofMillis(150), Duration.ofSeconds(1), 2);

  public Thresholds {
    requirePositive(slowRoundTrip, "slow round trip");
    requirePositive(slowReply, "slow reply");
    if (lossyPackets < 1) {
      throw new IllegalArgumentException("lossy packets: " + lossyPackets + " is less than 1");
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + ": " + duration.toMillis() + " ms is not positive");
    }
  }
}
