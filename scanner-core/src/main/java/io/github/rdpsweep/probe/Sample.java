package io.github.rdpsweep.probe;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What one probe of a target showed of the path to it, and of the server.
 *
 * @param outcome how it ended
 * @param roundTripNanos there and back, or {@link Timings#NOT_MEASURED}
 * @param thinkNanos what the server took to answer, the round trip aside, or {@link
 *     Timings#NOT_MEASURED}
 * @param delivery packets sent and lost
 * @param marked whether its packets carried the mark whose effect is measured
 */
public record Sample(
    Outcome outcome, long roundTripNanos, long thinkNanos, Delivery delivery, boolean marked) {

  public Sample {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(delivery);
  }

  /** What a target's own probe shows, earlier passes over it included. */
  public static Sample ofRow(ProbeResult row, SynRepeats synRepeats) {
    Sample last = of(row, synRepeats, false);
    return new Sample(
        last.outcome, last.roundTripNanos, last.thinkNanos, Delivery.ofRow(row, synRepeats), false);
  }

  /** What one exchange shows. */
  static Sample of(ProbeResult result, SynRepeats synRepeats, boolean marked) {
    return new Sample(
        result.outcome(),
        roundTripOf(result, synRepeats),
        thinkTimeOf(result, synRepeats),
        Delivery.of(result, synRepeats),
        marked);
  }

  /** What the server took to answer, the round trip aside. */
  public static long thinkTimeOf(ProbeResult result, SynRepeats synRepeats) {
    long reply = result.timings().negotiateNanos();
    return reply < 0
        ? Timings.NOT_MEASURED
        : Math.max(0, reply - Math.max(0, roundTripOf(result, synRepeats)));
  }

  /**
   * There and back. The kernel's own round trip counts, where it can be asked: that is the SYN's,
   * with an eighth of what the request took to be acknowledged. Elsewhere it is the connect time,
   * unless a SYN was lost.
   */
  public static long roundTripOf(ProbeResult result, SynRepeats synRepeats) {
    int measured = result.path().rttMicros();
    if (measured >= 0) {
      return TimeUnit.MICROSECONDS.toNanos(measured);
    }
    long connect = result.timings().connectNanos();
    boolean isRoundTrip =
        connect >= 0
            && result.outcome() != Outcome.UNREACHABLE // a router's, or no answer at all
            && synRepeats.lostBefore(connect) == 0;
    return isRoundTrip ? connect : Timings.NOT_MEASURED;
  }

  /** Whether the server was there and turned the client away, as one at its limit does. */
  boolean isTurnedAway() {
    return switch (outcome) {
      case REFUSED, HUNG, CLOSED, RESET -> true;
      default -> false;
    };
  }
}
