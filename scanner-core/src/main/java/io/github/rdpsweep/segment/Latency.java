package io.github.rdpsweep.segment;

/**
 * Percentiles of the round trips to a segment's hosts, within 5 %.
 *
 * @param count how many were measured; without any the percentiles are {@link #NOT_MEASURED}
 */
public record Latency(int count, long p50Nanos, long p90Nanos, long p99Nanos) {

  public static final long NOT_MEASURED = -1;

  /** Nothing was measured. */
  public static final Latency NONE = new Latency(0, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);

  static Latency of(LatencySketch sketch) {
    return sketch.size() == 0
        ? NONE
        : new Latency(
            sketch.size(), sketch.quantile(0.5), sketch.quantile(0.9), sketch.quantile(0.99));
  }
}
