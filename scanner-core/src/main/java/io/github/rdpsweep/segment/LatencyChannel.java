package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Hosts that are slower than the fleet, by its own measure: how far the typical latencies of its
 * segments lie apart anyway.
 */
final class LatencyChannel implements Channel {

  /*
   * How this works: latencies are compared by their logarithms, so that twice as slow is the same
   * step everywhere. Of the segments' means, the median and the median absolute deviation are taken:
   * nearly half of the segments may be slow without moving them much. A prefix is slow if its mean
   * lies beyond what the distance between sites explains; how far beyond, in standard errors, is its
   * likelihood ratio (Gaussian, with a known variance).
   *
   * Without an earlier sweep, a site that is much farther away than all others cannot be told from
   * one that has become slow.
   */

  /** Segments' means lie within this many deviations, if nothing is wrong. */
  private static final double DEVIATIONS = 4;

  /** No less than this factor is slow. */
  private static final double LEAST_SHIFT = Math.log(3);

  /** A difference that nobody feels is none, whatever the factor. */
  private static final double LEAST_SHIFT_NANOS = 5e6;

  /** Turns a median absolute deviation into the standard deviation of a normal distribution. */
  private static final double TO_STANDARD_DEVIATION = 1.4826;

  /** A segment with fewer latencies says little. */
  private static final int LEAST_MEASURED = 2;

  /** Latencies scatter by 20 % at the least; a simulated fleet may scatter less. */
  private static final double LEAST_VARIANCE = 0.04;

  private final double center;
  private final double leastMean;
  private final double variance;

  private LatencyChannel(double center, double leastMean, double variance) {
    this.center = center;
    this.leastMean = leastMean;
    this.variance = variance;
  }

  /** Learns what is normal from the segments of a fleet. */
  static LatencyChannel of(List<Totals> segments) {
    List<Totals> measured =
        segments.stream().filter(segment -> segment.timely() >= LEAST_MEASURED).toList();
    double center = median(measured, Totals::meanLog);
    double deviation =
        TO_STANDARD_DEVIATION * median(measured, segment -> Math.abs(segment.meanLog() - center));
    double leastShift = Math.max(LEAST_SHIFT, DEVIATIONS * deviation);
    double leastMean =
        Math.max(center + leastShift, Math.log(Math.exp(center) + LEAST_SHIFT_NANOS));
    double variance = median(measured, LatencyChannel::variance);
    return new LatencyChannel(center, leastMean, Math.max(LEAST_VARIANCE, variance));
  }

  private static double variance(Totals segment) {
    return segment.logSquares() / segment.timely() - segment.meanLog() * segment.meanLog();
  }

  /** The lower one of two: of two segments, the faster is the normal one. */
  private static double median(List<Totals> segments, ToDoubleFunction<Totals> value) {
    double[] values = segments.stream().mapToDouble(value).sorted().toArray();
    return values.length == 0 ? 0 : values[(values.length - 1) / 2];
  }

  /** The typical latency of the fleet's segments; without any, {@link Latency#NOT_MEASURED}. */
  long typicalNanos() {
    return center == 0 ? Latency.NOT_MEASURED : Math.round(Math.exp(center));
  }

  @Override
  public long hosts(Totals totals) {
    return totals.timely();
  }

  @Override
  public Finding.Kind kind() {
    return Finding.Kind.SLOW;
  }

  @Override
  public Cause cause(Totals totals) {
    return Cause.NETWORK;
  }

  /** None: all latencies shift, and a single one is no evidence. */
  @Override
  public long affected(Totals totals) {
    return 0;
  }

  /** What is normal was learnt from medians, which findings do not move. */
  @Override
  public Channel learn(Totals outside) {
    return this;
  }

  @Override
  public boolean mayStandOut(Totals totals) {
    return totals.timely() > 0 && totals.meanLog() >= leastMean;
  }

  @Override
  public double gain(Totals totals) {
    if (!mayStandOut(totals)) {
      return NO_GAIN;
    }
    double shift = totals.meanLog() - leastMean;
    return totals.timely() * shift * shift / (2 * variance);
  }
}
