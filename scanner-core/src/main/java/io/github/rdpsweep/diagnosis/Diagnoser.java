package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SynRepeats;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws a diagnosis from a result and what is known of its host, by {@link DiagnosisTable}. A pure
 * function, for any number of threads.
 */
@SuppressWarnings("EnumOrdinal") // constants number rules, which live no longer than a sweep
public final class Diagnoser {

  /** Bits of {@link #rulesFor}, and how many sets of them there are. */
  private static final int SERIES = 1;

  private static final int SERVER = 2;
  private static final int SOURCES = 4;

  private final Thresholds thresholds;
  private final SecurityProtocol offered;
  private final long slowRoundTripNanos;
  private final long slowReplyNanos;
  private final long jitterNanos;
  private final SynRepeats synRepeats;

  /** By outcome, and by the sources that a result has beside itself: see {@link #rulesFor}. */
  private final Rule[][] rules;

  /** Creates a diagnoser for results of a machine whose SYNs are repeated as the RFC says. */
  public Diagnoser(Thresholds thresholds, SecurityProtocol offered) {
    this(thresholds, offered, SynRepeats.DOUBLING);
  }

  /**
   * Creates a diagnoser.
   *
   * @param thresholds from where on a host that works is degraded
   * @param offered the protocols that the sweep's requests offer, by which answers are judged
   * @param synRepeats of the machine that swept
   */
  public Diagnoser(Thresholds thresholds, SecurityProtocol offered, SynRepeats synRepeats) {
    this.thresholds = thresholds;
    this.offered = offered;
    this.slowRoundTripNanos = thresholds.slowRoundTrip().toNanos();
    this.slowReplyNanos = thresholds.slowReply().toNanos();
    this.jitterNanos = thresholds.jitter().toNanos();
    this.synRepeats = synRepeats;
    this.rules =
        Arrays.stream(Outcome.values())
            .flatMap(
                outcome -> IntStream.range(0, SOURCES).mapToObj(sources -> rules(outcome, sources)))
            .toArray(Rule[][]::new);
  }

  private static Rule[] rules(Outcome outcome, int sources) {
    return DiagnosisTable.rulesOf(outcome).stream()
        .filter(
            rule ->
                switch (rule.evidence().source()) {
                  case RESULT -> true;
                  case SERIES -> (sources & SERIES) != 0;
                  case SERVER -> (sources & SERVER) != 0;
                })
        .toArray(Rule[]::new);
  }

  /**
   * Those of the table that this result could satisfy: of most results few, since this is asked
   * often.
   */
  private Rule[] rulesFor(ProbeResult result) {
    int sources =
        (result.supplement().series().count() > 0 ? SERIES : 0)
            | (result.server().isNothing() ? 0 : SERVER);
    return rules[result.outcome().ordinal() * SOURCES + sources];
  }

  /** The first rule that the evidence satisfies; common diagnoses are shared, not made anew. */
  public Diagnosis diagnose(ProbeResult result, HostContext context) {
    for (Rule rule : rulesFor(result)) {
      if (rule.evidence().isShownBy(result, context, this)) {
        return rule.diagnosis();
      }
    }
    throw new IllegalStateException(result.outcome() + ": no rule");
  }

  Thresholds thresholds() {
    return thresholds;
  }

  SecurityProtocol offered() {
    return offered;
  }

  long slowRoundTripNanos() {
    return slowRoundTripNanos;
  }

  long slowReplyNanos() {
    return slowReplyNanos;
  }

  long jitterNanos() {
    return jitterNanos;
  }

  SynRepeats synRepeats() {
    return synRepeats;
  }
}
