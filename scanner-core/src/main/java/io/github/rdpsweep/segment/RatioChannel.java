package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import java.util.function.ToLongFunction;

/** A share of hosts that is higher than elsewhere: hosts that fail, or that lose packets. */
final class RatioChannel implements Channel {

  /*
   * M. Kulldorff, "A spatial scan statistic", Communications in Statistics: Theory and Methods 26
   * (1997), for the binomial likelihood.
   */

  /** Even in a fleet without a failure, this share is taken for normal. */
  static final double LEAST_NORMAL = 0.005;

  /** However many hosts fail, no more than this share is taken for normal. */
  static final double MOST_NORMAL = 0.1;

  private static final double MOST_NORMALLY_LOSING = 0.05;

  /** Fewer failing hosts in a prefix are no fault of the prefix, however improbable. */
  static final double LEAST_FAILING = 0.2;

  private static final double LEAST_LOSING = 0.05;

  /** And it must be this many times what is normal. */
  private static final double TIMES_NORMAL = 3;

  private final Finding.Kind kind;
  private final Cause cause;
  private final ToLongFunction<Totals> trials;
  private final ToLongFunction<Totals> failures;
  private final double leastShare;
  private final double mostNormal;
  private final double normalShare;

  private RatioChannel(
      Finding.Kind kind,
      Cause cause,
      ToLongFunction<Totals> trials,
      ToLongFunction<Totals> failures,
      double leastShare,
      double mostNormal,
      double normalShare) {
    this.kind = kind;
    this.cause = cause;
    this.trials = trials;
    this.failures = failures;
    this.leastShare = leastShare;
    this.mostNormal = mostNormal;
    this.normalShare = normalShare;
  }

  /** Hosts that are reached and whose service fails. */
  static RatioChannel service() {
    return new RatioChannel(
        Finding.Kind.FAILING,
        Cause.SERVICE,
        Totals::reached,
        Totals::service,
        LEAST_FAILING,
        MOST_NORMAL,
        MOST_NORMAL);
  }

  /** Hosts whose service answers and that find no way to talk. */
  static RatioChannel compatibility() {
    return new RatioChannel(
        Finding.Kind.FAILING,
        Cause.COMPATIBILITY,
        Totals::served,
        Totals::compatibility,
        LEAST_FAILING,
        MOST_NORMAL,
        MOST_NORMAL);
  }

  /** Hosts to which packets had to be sent again. */
  static RatioChannel loss() {
    return new RatioChannel(
        Finding.Kind.LOSSY,
        Cause.NETWORK,
        Totals::delivered,
        Totals::resent,
        LEAST_LOSING,
        MOST_NORMALLY_LOSING,
        MOST_NORMALLY_LOSING);
  }

  @Override
  public long hosts(Totals totals) {
    return trials.applyAsLong(totals);
  }

  @Override
  public Finding.Kind kind() {
    return kind;
  }

  @Override
  public Cause cause(Totals totals) {
    return cause;
  }

  @Override
  public long affected(Totals totals) {
    return failures.applyAsLong(totals);
  }

  @Override
  public Channel learn(Totals outside) {
    double share =
        Likelihood.normalShare(affected(outside), hosts(outside), LEAST_NORMAL, mostNormal);
    return new RatioChannel(kind, cause, trials, failures, leastShare, mostNormal, share);
  }

  @Override
  public boolean mayStandOut(Totals totals) {
    return standsOut(affected(totals), hosts(totals), 0, leastShare);
  }

  @Override
  public double gain(Totals totals) {
    long tried = hosts(totals);
    long failed = affected(totals);
    if (!standsOut(failed, tried, normalShare, leastShare)) {
      return NO_GAIN;
    }
    return Likelihood.term(failed, tried, normalShare)
        + Likelihood.term(tried - failed, tried, 1 - normalShare);
  }

  static boolean standsOut(long failed, long tried, double normal, double least) {
    return failed > 0 && failed >= tried * Math.max(least, TIMES_NORMAL * normal);
  }
}
