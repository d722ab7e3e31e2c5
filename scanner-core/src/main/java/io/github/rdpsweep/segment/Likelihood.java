package io.github.rdpsweep.segment;

/** Arithmetic of likelihood ratios. */
final class Likelihood {

  private Likelihood() {}

  /**
   * What {@code count} of {@code trials} contribute to the logarithm of a likelihood ratio: how
   * much better the observed share explains them than a given one.
   */
  static double term(long count, long trials, double share) {
    return count == 0 ? 0 : count * Math.log(count / (trials * share));
  }

  /**
   * A normal share, estimated from what was counted in the rest of the fleet. Half a failure is
   * added, so that a small fleet without any is not taken for one that can have none.
   */
  static double normalShare(long failures, long trials, double least, double most) {
    double share = (failures + 0.5) / (trials + 1);
    return Math.min(most, Math.max(least, share));
  }
}
