package io.github.rdpsweep.segment;

import io.github.rdpsweep.stats.WilsonInterval;

/**
 * A difference between marked and unmarked probes: what was found, and where the true one lies with
 * a confidence of 99.9 %. So high, because it is asked of every segment: of a thousand in which a
 * mark does nothing one is named.
 *
 * @param estimate marked minus unmarked
 * @param low lower end
 * @param high upper end
 */
public record Effect(double estimate, double low, double high) {

  /** The sample is too small to say anything. */
  public static final Effect UNKNOWN =
      new Effect(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /* The standard normal distribution has 0.05 % above it. */
  private static final double Z = 3.290526731491926;

  /** Whether there is a difference at all, as far as the sample tells. */
  public boolean isShown() {
    return low > 0 || high < 0;
  }

  /**
   * The difference of two shares.
   *
   * <p>R. G. Newcombe, "Interval estimation for the difference between independent proportions:
   * comparison of eleven methods", Statistics in Medicine 17 (1998), method 10.
   */
  static Effect ofShares(long marked, long ofMarked, long unmarked, long ofUnmarked) {
    return ofShares(marked, ofMarked, unmarked, ofUnmarked, Z);
  }

  static Effect ofShares(long marked, long ofMarked, long unmarked, long ofUnmarked, double z) {
    if (ofMarked == 0 || ofUnmarked == 0) {
      return UNKNOWN;
    }
    double one = (double) marked / ofMarked;
    double other = (double) unmarked / ofUnmarked;
    WilsonInterval first = WilsonInterval.of(marked, ofMarked, z);
    WilsonInterval second = WilsonInterval.of(unmarked, ofUnmarked, z);
    double difference = one - other;
    return new Effect(
        difference,
        difference - Math.hypot(one - first.low(), second.high() - other),
        difference + Math.hypot(first.high() - one, other - second.low()));
  }

  /**
   * The median of differences that were measured in pairs. Its interval is that of the sign test:
   * it makes no assumption on how they are distributed.
   */
  static Effect ofMedian(DifferenceSketch differences) {
    int count = differences.size();
    double reach = Z * Math.sqrt(count) / 2;
    int first = (int) Math.floor(count / 2.0 - reach + 0.5);
    if (first < 1) {
      return UNKNOWN;
    }
    return new Effect(
        differences.ofRank((count + 1) / 2),
        differences.ofRank(first),
        differences.ofRank(count + 1 - first));
  }
}
