package io.github.rdpsweep.stats;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Latency by percentile, as a curve on a scale of nines: ten points to each step from 90 to 99 to
 * 99.9 %, the last one the longest of all.
 *
 * @param count how many latencies there are
 * @param points in the order of their percentiles; none where there are no latencies
 */
public record LatencyCurve(long count, List<Point> points) {

  private static final int POINTS_A_NINE = 10;

  public LatencyCurve {
    points = List.copyOf(points);
  }

  /** What that share of latencies does not exceed. */
  public record Point(double percentile, long nanos) {}

  static LatencyCurve of(Histogram histogram) {
    long count = histogram.getTotalCount();
    List<Point> points = new ArrayList<>();
    if (count > 0) {
      int steps = (int) Math.ceil(Math.log10((double) count) * POINTS_A_NINE) + 1;
      for (int step = 0; step <= steps; step++) {
        double percentile = 100 * (1 - Math.pow(10, -(double) step / POINTS_A_NINE));
        points.add(new Point(percentile, histogram.getValueAtPercentile(percentile)));
      }
    }
    return new LatencyCurve(count, points);
  }
}
