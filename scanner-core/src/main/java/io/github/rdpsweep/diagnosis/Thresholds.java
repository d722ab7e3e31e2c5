package io.github.rdpsweep.diagnosis;

import java.time.Duration;

/**
 * From where on a host that works counts as degraded.
 *
 * @param slowRoundTrip a longer round trip is slow
 * @param slowReply a longer think time of the server is slow: what its Connection Confirm took
 *     beyond a round trip
 * @param loss a larger share of lost packets is lossy, 0 to 1
 * @param jitter a larger difference between a round trip and the next, on the average, is jittery
 */
public record Thresholds(Duration slowRoundTrip, Duration slowReply, double loss, Duration jitter) {

  /**
   * The defaults.
   *
   * <ul>
   *   <li>150 ms: published guidance for remote desktops (itopia's help centre) calls a round trip
   *       below 100 ms ideal, up to 120 ms fine, and above 150 ms worse.
   *   <li>1 s: our own. A Connection Confirm takes neither cryptography nor a logon, so what a
   *       healthy listener adds is a matter of milliseconds; and a request that is lost twice is
   *       sent again within 0.2 and 0.6 s (Linux), so that loss is not taken for a slow server.
   *   <li>1 % and 30 ms: what Cisco's guides to voice networks allow of loss and jitter. A remote
   *       desktop is as interactive, and rides on TCP, which at 1 % loss and a round trip of 50 ms
   *       carries less than 3 Mbit/s (Mathis and others, 1997).
   * </ul>
   */
  public static final Thresholds DEFAULT =
      new Thresholds(Duration.ofMillis(150), Duration.ofSeconds(1), 0.01, Duration.ofMillis(30));

  public Thresholds {
    requirePositive(slowRoundTrip, "slow round trip");
    requirePositive(slowReply, "slow reply");
    requirePositive(jitter, "jitter");
    if (!(loss >= 0 && loss < 1)) {
      throw new IllegalArgumentException("loss: " + loss + " is not from 0 to 1");
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + ": " + duration.toMillis() + " ms is not positive");
    }
  }
}
