package io.github.rdpsweep.probe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What spaced probes of one target showed, in their order; empty where a target is probed once.
 *
 * @param samples a sample for each probe that was made
 */
public record ProbeSeries(List<Sample> samples) {

  /*
   * Silence is ambiguous: all SYNs of a probe may have been lost, or the listener may have dropped
   * them because its queue was full. It is taken for loss as long as loss explains it: with the
   * loss of the probes that were answered (and half a packet more on either side, so that a few
   * packets that all arrived do not pass for a path that never loses any), so many silent probes
   * must have a probability of at least 1 %. Then their SYNs count as lost packets. Silence beyond
   * is the server's.
   */

  /** A target that is probed once. */
  public static final ProbeSeries NONE = new ProbeSeries(List.of());

  /** Silence that loss makes less probable than that is not explained by it. */
  private static final double LEAST_PROBABLE = 0.01;

  public ProbeSeries {
    samples = List.copyOf(samples);
  }

  /** The series with one more probe. */
  public ProbeSeries plus(Sample sample) {
    List<Sample> longer = new ArrayList<>(samples);
    longer.add(sample);
    return new ProbeSeries(longer);
  }

  /** Probes that were made. */
  public int count() {
    return samples.size();
  }

  /** Probes that ended in the given outcome. */
  public int count(Outcome outcome) {
    int count = 0;
    for (Sample sample : samples) {
      count += sample.outcome() == outcome ? 1 : 0;
    }
    return count;
  }

  /**
   * How often which outcome came, as in {@code ready in 3 of 5 probes, refused in 2}; empty where
   * it was always the same.
   */
  public String text() {
    if (samples.size() < 2) {
      return "";
    }
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    samples.forEach(sample -> counts.merge(sample.outcome(), 1, Integer::sum));
    if (counts.size() < 2) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("ready in ").append(count(Outcome.READY)).append(" of ").append(count());
    text.append(" probes");
    counts.remove(Outcome.READY);
    counts.forEach(
        (outcome, times) -> text.append(", ").append(outcome.label()).append(" in ").append(times));
    return text.toString();
  }

  /** Round trips of all probes that measured one. */
  public RoundTrips roundTrips() {
    return roundTrips(sample -> true);
  }

  private RoundTrips roundTrips(Predicate<Sample> which) {
    return new RoundTrips(
        samples.stream()
            .filter(which)
            .mapToLong(Sample::roundTripNanos)
            .filter(nanos -> nanos >= 0)
            .toArray());
  }

  /** The server's median think time, or {@link Timings#NOT_MEASURED}. */
  public long medianThinkNanos() {
    return new RoundTrips(
            samples.stream().mapToLong(Sample::thinkNanos).filter(nanos -> nanos >= 0).toArray())
        .median();
  }

  /** Packets sent and lost on the path. */
  public Delivery delivery() {
    return delivery(sample -> true);
  }

  private Delivery delivery(Predicate<Sample> which) {
    boolean silenceIsLoss = isSilenceExplained();
    Delivery sum = Delivery.NONE;
    for (Sample sample : samples) {
      if (which.test(sample) && (silenceIsLoss || sample.outcome() != Outcome.SILENT)) {
        sum = sum.plus(sample.delivery());
      }
    }
    return sum;
  }

  /**
   * Those probes that are compared to see what a mark does: marked ones, or unmarked ones without
   * the first, which pays for address resolution and cold caches.
   */
  public ProbeSeries compared(boolean marked) {
    return new ProbeSeries(
        samples.stream().skip(1).filter(sample -> sample.marked() == marked).toList());
  }

  /** Whether the server was ready for some probes and turned others away, to and fro. */
  public boolean isFlipping() {
    return changes() >= 2;
  }

  /** Whether some probes were ready and others were not, and loss does not explain it. */
  public boolean isUnsteady() {
    boolean ready = count(Outcome.READY) > 0;
    boolean silenceIsLoss = isSilenceExplained();
    return ready
        && samples.stream()
            .map(Sample::outcome)
            .anyMatch(
                outcome ->
                    outcome != Outcome.READY && !(outcome == Outcome.SILENT && silenceIsLoss));
  }

  /**
   * How often the server went from ready to turning clients away, or back. Probes that show neither
   * are passed over.
   */
  public int changes() {
    boolean silenceIsLoss = isSilenceExplained();
    int changes = 0;
    int before = 0;
    for (Sample sample : samples) {
      boolean away =
          sample.isTurnedAway() || (sample.outcome() == Outcome.SILENT && !silenceIsLoss);
      int now = sample.outcome() == Outcome.READY ? 1 : away ? -1 : 0;
      if (now != 0) {
        changes += before == -now ? 1 : 0;
        before = now;
      }
    }
    return changes;
  }

  private boolean isSilenceExplained() {
    int silent = count(Outcome.SILENT);
    if (silent == 0) {
      return true;
    }
    Delivery answered = Delivery.NONE;
    int syns = Integer.MAX_VALUE;
    for (Sample sample : samples) {
      if (sample.outcome() == Outcome.SILENT) {
        syns = Math.min(syns, sample.delivery().sent());
      } else {
        answered = answered.plus(sample.delivery());
      }
    }
    double loss = (answered.lost() + 0.5) / (answered.sent() + 1);
    return atLeast(silent, count(), Math.pow(loss, syns)) >= LEAST_PROBABLE;
  }

  /** The probability of so many successes or more in so many trials. */
  private static double atLeast(int successes, int trials, double probability) {
    double exactly = Math.pow(1 - probability, trials);
    double fewer = 0;
    for (int i = 0; i < successes; i++) {
      fewer += exactly;
      exactly *= (trials - i) / (i + 1.0) * probability / (1 - probability);
    }
    return 1 - fewer;
  }
}
