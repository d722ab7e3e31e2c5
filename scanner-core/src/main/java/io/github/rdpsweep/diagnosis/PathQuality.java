package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.ProbeResult;
import java.util.concurrent.TimeUnit;

/** How good the path was, and how quick the server, as far as one exchange shows it. */
final class PathQuality {

  /*
   * The kernel measures round trip and repeats where it can be asked. Elsewhere the connect time tells:
   * it is one round trip, unless a SYN was lost. TCP repeats a SYN after 1 s, and then after twice as
   * long each time ([RFC 6298]: 1, 3, 7 s after the first), so a connect that took longer is taken for
   * one with lost SYNs, and tells no round trip.
   *
   * An attempt that was silent is a lost packet at least, too: the sweep gives up on first attempts
   * long before TCP repeats its SYN.
   */

  private static final long[] SYN_REPEATS = {
    TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(7)
  };

  private static final long UNKNOWN = -1;

  private PathQuality() {}

  /** Packets that got lost, at least. */
  static int lostPackets(ProbeResult result) {
    int repeated = result.path().retransmits();
    return Math.max(0, result.attempts() - 1) + (repeated >= 0 ? repeated : lostSyns(result));
  }

  /** Nanoseconds, or negative where it was not measured. */
  static long roundTrip(ProbeResult result) {
    int measured = result.path().rttMicros();
    if (measured >= 0) {
      return TimeUnit.MICROSECONDS.toNanos(measured);
    }
    return lostSyns(result) == 0 ? result.timings().connectNanos() : UNKNOWN;
  }

  /** What the server took to answer, the round trip aside; negative where it was not measured. */
  static long thinkTime(ProbeResult result) {
    long reply = result.timings().negotiateNanos();
    return reply < 0 ? UNKNOWN : reply - Math.max(0, roundTrip(result));
  }

  private static int lostSyns(ProbeResult result) {
    int lost = 0;
    for (long repeat : SYN_REPEATS) {
      if (result.timings().connectNanos() >= repeat) {
        lost++;
      }
    }
    return lost;
  }
}
