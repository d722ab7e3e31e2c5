package io.github.rdpsweep.segment;

import io.github.rdpsweep.stats.WilsonInterval;
import java.util.Objects;

/**
 * What repeated probes show of paths and servers.
 *
 * @param targets that were probed repeatedly
 * @param flipping of these, the ones whose server turned clients away, and was ready before and
 *     after; or the reverse
 * @param sent packets that had to be answered
 * @param lost of these, the ones that were not
 * @param qos what a mark does
 */
public record Quality(long targets, long flipping, long sent, long lost, QosComparison qos) {

  /** Every target was probed once. */
  public static final Quality NONE = new QualityTally().quality();

  public Quality {
    Objects.requireNonNull(qos);
  }

  /** The share of packets that is lost, as far as the sample tells. */
  public WilsonInterval loss() {
    return WilsonInterval.of(lost, sent);
  }
}
