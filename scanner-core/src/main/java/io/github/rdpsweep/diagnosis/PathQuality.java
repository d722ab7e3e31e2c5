package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.probe.SynRepeats;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.stats.WilsonInterval;

/**
 * How good the path was, and how quick the server: as far as one exchange shows it, or all of them
 * where a target was probed repeatedly.
 */
final class PathQuality {

  /** A single lost packet is bad luck. */
  private static final int LEAST_LOST = 2;

  /** Fewer round trips do not tell a restless path from one odd packet. */
  private static final int LEAST_ROUND_TRIPS = 4;

  private PathQuality() {}

  /** Whether so large a share of packets is lost on the path, for sure. */
  static boolean loses(double share, ProbeResult result, SynRepeats synRepeats) {
    ProbeSeries series = result.supplement().series();
    Delivery delivery =
        series.count() == 0 ? Delivery.ofRow(result, synRepeats) : series.delivery();
    return delivery.lost() >= LEAST_LOST
        && WilsonInterval.of(delivery.lost(), delivery.sent()).low() > share;
  }

  /** Nanoseconds, or negative where it was not measured. */
  static long roundTrip(ProbeResult result, SynRepeats synRepeats) {
    ProbeSeries series = result.supplement().series();
    return series.count() == 0
        ? Sample.roundTripOf(result, synRepeats)
        : series.roundTrips().median();
  }

  /** What the server took to answer, the round trip aside; negative where it was not measured. */
  static long thinkTime(ProbeResult result, SynRepeats synRepeats) {
    ProbeSeries series = result.supplement().series();
    return series.count() == 0 ? Sample.thinkTimeOf(result, synRepeats) : series.medianThinkNanos();
  }

  /** How much round trips differ; negative where too few were measured. */
  static long jitter(ProbeResult result) {
    ProbeSeries series = result.supplement().series();
    return series.count() < LEAST_ROUND_TRIPS || series.roundTrips().count() < LEAST_ROUND_TRIPS
        ? Timings.NOT_MEASURED
        : series.roundTrips().jitter();
  }
}
