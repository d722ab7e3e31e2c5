package io.github.rdpsweep.stats;

import org.HdrHistogram.Histogram;

/**
 * How long a stage took, over all probes that finished it, in nanoseconds; exact to three digits.
 * Where the count is 0 nothing was measured, and the others mean nothing.
 */
public record StageLatency(
    long count, long p50Nanos, long p90Nanos, long p99Nanos, long p999Nanos, long maxNanos) {

  static StageLatency of(Histogram histogram) {
    return new StageLatency(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
