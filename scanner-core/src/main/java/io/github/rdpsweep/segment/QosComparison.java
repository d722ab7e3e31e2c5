package io.github.rdpsweep.segment;

import java.util.Objects;

/**
 * What a mark does to packets, by probes of the same hosts with and without it.
 *
 * @param hosts that were probed both ways
 * @param markedSent packets with the mark that had to be answered
 * @param markedLost those of them that were lost
 * @param unmarkedSent the same without the mark
 * @param unmarkedLost those of them that were lost
 * @param loss difference of the two shares, marked minus unmarked
 * @param latencyNanos median difference of a host's round trips, marked minus unmarked
 */
public record QosComparison(
    int hosts,
    long markedSent,
    long markedLost,
    long unmarkedSent,
    long unmarkedLost,
    Effect loss,
    Effect latencyNanos) {

  /** A difference below is nothing that anybody feels, however sure it is. */
  private static final double LEAST_NANOS = 1_000_000;

  public QosComparison {
    Objects.requireNonNull(loss);
    Objects.requireNonNull(latencyNanos);
  }

  /** Whether the mark changes how many packets are lost. */
  public boolean isLossDifferent() {
    return loss.isShown();
  }

  /** Whether the mark changes how long packets take, by a millisecond at least. */
  public boolean isLatencyDifferent() {
    return latencyNanos.isShown() && Math.abs(latencyNanos.estimate()) >= LEAST_NANOS;
  }
}
