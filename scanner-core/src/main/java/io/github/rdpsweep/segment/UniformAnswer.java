package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a device that speaks for others: nearly every address of a segment refuses, or accepts
 * and does no RDP, in the same way at the same round-trip time, though nothing shows that most of
 * them are in use. That is a firewall or a proxy, and not a host at every address.
 */
final class UniformAnswer {

  /**
   * Fewer addresses, all in use, may well be hosts; and those that are known to be in use say
   * nothing: all hosts of a site may refuse because of one policy.
   */
  private static final int LEAST_UNKNOWN = 64;

  /** Hosts hardly ever fill a segment like this, network and broadcast address included. */
  private static final double NEARLY_EVERY = 0.95;

  /** Answers of one device; the tenth and the ninetieth percentile may differ by this. */
  private static final double SAME_LATENCY = 2;

  private static final long SAME_LATENCY_NANOS = 1_000_000;

  /** Answers that a device can give for a host; what speaks RDP is taken for what it is. */
  private static final List<Outcome> IMITABLE =
      List.of(
          Outcome.REFUSED,
          Outcome.HUNG,
          Outcome.UNACKNOWLEDGED,
          Outcome.CLOSED,
          Outcome.RESET,
          Outcome.NOT_RDP);

  private UniformAnswer() {}

  /** The answer that nearly every address gave, if it betrays such a device. */
  static Optional<Outcome> of(SegmentCounts counts) {
    int swept = counts.swept();
    if (swept - counts.known() < LEAST_UNKNOWN) {
      return Optional.empty();
    }
    return IMITABLE.stream()
        .filter(outcome -> counts.count(outcome) >= NEARLY_EVERY * swept)
        .filter(outcome -> isOfOneLatency(counts.latencies()))
        .findFirst();
  }

  private static boolean isOfOneLatency(LatencySketch latencies) {
    if (latencies.size() == 0) {
      return false;
    }
    long low = latencies.quantile(0.1);
    long high = latencies.quantile(0.9);
    return high <= low * SAME_LATENCY || high - low <= SAME_LATENCY_NANOS;
  }
}
