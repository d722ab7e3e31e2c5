package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.TargetSet;

/**
 * How long a sweep will take, as far as its own limits tell; hosts that accept and then keep silent
 * add their share.
 *
 * @param leastSeconds if every host answers at once
 * @param mostSeconds if no host answers at all
 */
public record SweepForecast(double leastSeconds, double mostSeconds) {

  /** Beyond so many the rate decides, and no longer how they are cut. */
  private static final int SEGMENTS_AT_MOST = 1 << 16;

  /** Works it out, without sending anything. */
  public static SweepForecast of(SweepConfig config) {
    TargetSet set = config.targets();
    double share = (double) config.shard().size(set.hosts()) / Math.max(1, set.hosts());
    double connects = set.size() * share;
    double largestSegment = largestSegment(set) * share;
    double pass = secondsOfPass(connects, largestSegment, config.pace());
    double eachAnswering = 1 + config.followUps().mostAtAnsweringTarget();
    double least =
        secondsOfPass(eachAnswering * connects, eachAnswering * largestSegment, config.pace());

    int passes = config.patience().retries() + 1;
    ConnectPatience patience = new ConnectPatience(config.patience());
    double most = 0;
    for (int number = 1; number <= passes && connects > 0; number++) {
      double timeout = patience.timeoutNanos(number) / 1e9;
      most += Math.max(pass, connects * timeout / config.pace().maxInFlight()) + timeout;
    }
    return new SweepForecast(least, Math.max(least, most + secondsAsSilent(set, share, config)));
  }

  private static double secondsOfPass(double connects, double largestSegment, Pace pace) {
    return Math.max(secondsRampingUp(connects, pace), seconds(largestSegment, pace.segmentRate()));
  }

  /** The follow-ups at hosts that are silent on all ports: once for a host, one after another. */
  private static double secondsAsSilent(TargetSet set, double share, SweepConfig config) {
    int each = config.followUps().mostAtSilentHost();
    if (each == 0 || set.hosts() == 0) {
      return 0;
    }
    double connects = each * share * set.hosts();
    double inSegment = each * share * largestSegment(set) * set.hosts() / set.size();
    Pace pace = config.pace();
    double atRate =
        Math.max(seconds(connects, pace.rate()), seconds(inSegment, pace.segmentRate()));
    double timeout = config.patience().connect().toNanos() / 1e9;
    return Math.max(atRate, connects * timeout / pace.maxInFlight()) + each * timeout;
  }

  /** A ramp's mean rate is 0.55 of the whole one: it begins with a tenth. */
  private static double secondsRampingUp(double connects, Pace pace) {
    if (pace.rate() == Pace.UNLIMITED) {
      return 0;
    }
    double ramp = pace.rampUp().toNanos() / 1e9;
    double whole = seconds(connects, pace.rate()) + 0.45 * ramp;
    if (whole >= ramp) {
      return whole;
    }
    // Over while the rate still rises: rate * (0.1 t + 0.45 t^2 / ramp) = connects.
    double a = 0.45 * pace.rate() / ramp;
    double b = 0.1 * pace.rate();
    return (Math.sqrt(b * b + 4 * a * connects) - b) / (2 * a);
  }

  private static double seconds(double connects, long rate) {
    return rate == Pace.UNLIMITED ? 0 : connects / rate;
  }

  /** Targets in the segment that has most; about, where hosts differ in their number of ports. */
  private static double largestSegment(TargetSet set) {
    long most = 0;
    long first = 0;
    for (int segments = 0; first < set.hosts() && segments < SEGMENTS_AT_MOST; segments++) {
      long next = endOfSegment(set, first);
      most = Math.max(most, next - first);
      first = next;
    }
    return most == 0 ? 0 : (double) most * set.size() / set.hosts();
  }

  /** The first host of the next segment: hosts are in the order of addresses. */
  private static long endOfSegment(TargetSet set, long first) {
    long segment = segment(set, first);
    long inside = first;
    long step = 1;
    while (inside + step < set.hosts() && segment(set, inside + step) == segment) {
      inside += step;
      step *= 2;
    }
    for (; step > 0; step /= 2) {
      if (inside + step < set.hosts() && segment(set, inside + step) == segment) {
        inside += step;
      }
    }
    return inside + 1;
  }

  private static long segment(TargetSet set, long index) {
    return Prefix.segmentKey(set.host(index).address());
  }
}
