package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.WilsonInterval;
import io.github.rdpsweep.target.Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a sweep found in one segment. A target is an address and a port: with one port, a host.
 *
 * @param place its addresses, but for those of longer prefixes that are segments of their own, and
 *     what the user calls it
 * @param swept targets that were probed
 * @param expected targets that are shown or said to exist, and that the scanner could judge; only
 *     these count in the ratio
 * @param verdicts targets by verdict, every verdict
 * @param causes failing targets by the cause that their own rows show, every cause; without those
 *     that a device answered for
 * @param outcomes targets by outcome, those that occurred
 * @param uniform the answer of a device that speaks for others; its targets are not expected unless
 *     they are known otherwise
 * @param failures expected targets that fail
 * @param interval where the true failure ratio lies
 * @param latency round trips to its targets
 * @param cause the dominant cause of its failures, judged by all its rows
 * @param degradedCause the commonest cause of the targets that are degraded
 * @param connected targets that were connected and that tell how good the path is
 * @param resent of those, the ones to which packets had to be sent again
 * @param quality what repeated probes of its targets show
 * @param note what its answers show together beside all that, or empty
 */
public record Segment(
    NamedPrefix place,
    int swept,
    int expected,
    Map<Verdict, Integer> verdicts,
    Map<Cause, Integer> causes,
    Map<Outcome, Integer> outcomes,
    Optional<Outcome> uniform,
    int failures,
    WilsonInterval interval,
    Latency latency,
    Cause cause,
    Cause degradedCause,
    int connected,
    int resent,
    Quality quality,
    String note) {

  public Segment {
    Objects.requireNonNull(place);
    verdicts = copyOf(Verdict.class, verdicts);
    causes = copyOf(Cause.class, causes);
    outcomes = copyOf(Outcome.class, outcomes);
    Objects.requireNonNull(uniform);
    Objects.requireNonNull(interval);
    Objects.requireNonNull(latency);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(degradedCause);
    Objects.requireNonNull(quality);
    Objects.requireNonNull(note);
  }

  private static <K extends Enum<K>> Map<K, Integer> copyOf(Class<K> type, Map<K, Integer> map) {
    Map<K, Integer> copy = new EnumMap<>(type);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  static Segment of(NamedPrefix place, SegmentCounts counts) {
    Optional<Outcome> uniform = UniformAnswer.of(counts);
    Map<Cause, Integer> causes = counts.causes();
    int imitated = uniform.isPresent() ? counts.answeredFailures() : 0;
    if (imitated > 0) {
      // Nearly all rows had that one answer, and so the cause that goes with it.
      Cause ofAnswer = Collections.max(causes.entrySet(), Map.Entry.comparingByValue()).getKey();
      imitated = Math.min(imitated, causes.get(ofAnswer));
      causes.merge(ofAnswer, -imitated, Integer::sum);
    }
    int expected = counts.expected() - imitated;
    int failures = causes.values().stream().mapToInt(Integer::intValue).sum();
    Cause dominant = SegmentCause.dominant(causes, counts.hangingFailures(), expected);
    return new Segment(
        place,
        counts.swept(),
        expected,
        counts.verdicts(),
        causes,
        counts.outcomes(),
        uniform,
        failures,
        WilsonInterval.of(failures, expected),
        Latency.of(counts.latencies()),
        uniform.isPresent() && failures > 0 ? Cause.FIREWALL : dominant,
        counts.degradedCause(),
        counts.connected(),
        counts.resent(),
        counts.quality(),
        SegmentNote.of(counts, uniform));
  }

  /** Its addresses, but for those of longer prefixes that are segments of their own. */
  public Prefix prefix() {
    return place.prefix();
  }

  /** What the user calls it, or empty. */
  public String name() {
    return place.name();
  }

  /** The share of expected targets that fail; empty if none is expected. */
  public OptionalDouble failureRatio() {
    return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) failures / expected);
  }
}
