package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.WilsonInterval;
import io.github.rdpsweep.target.Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Prefixes that stand out from the rest of the fleet, with one cause.
 *
 * @param kind in what they stand out
 * @param cause what that is consistent with
 * @param prefixes disjoint, in the order of their addresses
 * @param name what the user calls the segment that they make up, or empty
 * @param hosts expected hosts in them that say something about it
 * @param affected of those, the ones that fail, or lose packets; 0 for {@link Kind#SLOW}, which is
 *     a shift of all latencies
 * @param elsewhere the share that is affected in the part of the fleet that has no finding
 * @param typicalNanos their typical latency (geometric mean), or {@link Latency#NOT_MEASURED}
 * @param elsewhereNanos the fleet's typical latency, or {@link Latency#NOT_MEASURED}
 * @param evidence all their failures by outcome, those that occurred
 * @param inconsistent failures by INCONSISTENT_FLAGS (failure code 4), among the evidence
 */
public record Finding(
    Kind kind,
    Cause cause,
    List<Prefix> prefixes,
    String name,
    long hosts,
    long affected,
    double elsewhere,
    long typicalNanos,
    long elsewhereNanos,
    Map<Outcome, Integer> evidence,
    int inconsistent) {

  /** In what prefixes stand out. */
  public enum Kind {
    /** Expected hosts fail. */
    FAILING,
    /** Round trips take long. */
    SLOW,
    /** Packets have to be sent again. */
    LOSSY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in files and messages. */
    public String label() {
      return label;
    }
  }

  public Finding {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(cause);
    prefixes = List.copyOf(prefixes);
    Objects.requireNonNull(name);
    Map<Outcome, Integer> copy = new EnumMap<>(Outcome.class);
    copy.putAll(evidence);
    evidence = Collections.unmodifiableMap(copy);
  }

  /** The share of hosts that is affected. */
  public double ratio() {
    return (double) affected / hosts;
  }

  /** Where the true share lies. */
  public WilsonInterval interval() {
    return WilsonInterval.of(affected, hosts);
  }

  /** What was found, with its numbers. */
  public String sentence() {
    return FindingText.sentence(this);
  }

  /** What to do next. */
  public String nextStep() {
    return FindingText.nextStep(this);
  }
}
