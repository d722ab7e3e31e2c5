package io.github.rdpsweep.segment;

/**
 * Where the true ratio lies with 95 % confidence, judged by a sample. Unlike the textbook interval
 * it holds for few trials, and for none or all of them failing.
 *
 * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
 * of the American Statistical Association 22 (1927).
 *
 * @param low lower end, 0 to 1
 * @param high upper end, 0 to 1
 */
public record WilsonInterval(double low, double high) {

  /** Nothing was tried, so that nothing is known. */
  public static final WilsonInterval UNKNOWN = new WilsonInterval(0, 1);

  /* The standard normal distribution has 2.5 % above it. */
  private static final double Z = 1.959963984540054;

  /** The interval for a number of failures among a number of trials. */
  public static WilsonInterval of(long failures, long trials) {
    if (failures < 0 || failures > trials) {
      throw new IllegalArgumentException(failures + " failures in " + trials + " trials");
    }
    if (trials == 0) {
      return UNKNOWN;
    }
    double ratio = (double) failures / trials;
    double shrink = 1 + Z * Z / trials;
    double center = (ratio + Z * Z / (2 * trials)) / shrink;
    double half =
        Z * Math.sqrt(ratio * (1 - ratio) / trials + Z * Z / (4.0 * trials * trials)) / shrink;
    // Exact at the ends, where rounding would leave -1e-17.
    return new WilsonInterval(
        failures == 0 ? 0 : center - half, failures == trials ? 1 : center + half);
  }
}
