package io.github.rdpsweep.stats;

/**
 * Where the true ratio lies, judged by a sample; with 95 % confidence where nothing else is said.
 * Unlike the textbook interval it holds for few trials, and for none or all of them failing.
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
    return of(failures, trials, Z);
  }

  /**
   * The same with another confidence.
   *
   * @param z the standard normal deviate that is exceeded with half the error probability
   */
  public static WilsonInterval of(long failures, long trials, double z) {
    if (failures < 0 || failures > trials) {
      throw new IllegalArgumentException(failures + " failures in " + trials + " trials");
    }
    if (trials == 0) {
      return UNKNOWN;
    }
    double ratio = (double) failures / trials;
    double shrink = 1 + z * z / trials;
    double center = (ratio + z * z / (2 * trials)) / shrink;
    double half =
        z * Math.sqrt(ratio * (1 - ratio) / trials + z * z / (4.0 * trials * trials)) / shrink;
    // Exact at the ends, where rounding would leave -1e-17.
    return new WilsonInterval(
        failures == 0 ? 0 : center - half, failures == trials ? 1 : center + half);
  }
}
