package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;

/**
 * Expected hosts that are not reached: silent, or alive and cut off. Which of the two is part of
 * the likelihood, so that a segment behind a firewall is not taken together with a dead neighbour.
 */
final class ReachChannel implements Channel {

  /*
   * I. Jung, M. Kulldorff, O. J. Richard, "A spatial scan statistic for multinomial data",
   * Statistics in Medicine 29 (2010).
   */

  private static final double LEAST = RatioChannel.LEAST_NORMAL / 2;
  private static final double MOST = RatioChannel.MOST_NORMAL / 2;

  private final double normallySilent;
  private final double normallyBlocked;

  ReachChannel() {
    this(MOST, MOST);
  }

  private ReachChannel(double normallySilent, double normallyBlocked) {
    this.normallySilent = normallySilent;
    this.normallyBlocked = normallyBlocked;
  }

  @Override
  public long hosts(Totals totals) {
    return totals.hosts();
  }

  @Override
  public Finding.Kind kind() {
    return Finding.Kind.FAILING;
  }

  @Override
  public Cause cause(Totals totals) {
    return SegmentCause.ofSilence(totals.silent(), totals.blocked(), totals.reached());
  }

  @Override
  public long affected(Totals totals) {
    return totals.unreached();
  }

  @Override
  public Channel learn(Totals outside) {
    return new ReachChannel(
        Likelihood.normalShare(outside.silent(), outside.hosts(), LEAST, MOST),
        Likelihood.normalShare(outside.blocked(), outside.hosts(), LEAST, MOST));
  }

  @Override
  public boolean mayStandOut(Totals totals) {
    return RatioChannel.standsOut(
        totals.unreached(), totals.hosts(), 0, RatioChannel.LEAST_FAILING);
  }

  @Override
  public double gain(Totals totals) {
    long hosts = totals.hosts();
    double normal = normallySilent + normallyBlocked;
    if (!RatioChannel.standsOut(totals.unreached(), hosts, normal, RatioChannel.LEAST_FAILING)) {
      return NO_GAIN;
    }
    return Likelihood.term(totals.silent(), hosts, normallySilent)
        + Likelihood.term(totals.blocked(), hosts, normallyBlocked)
        + Likelihood.term(totals.reached(), hosts, 1 - normal);
  }
}
