package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SynRepeats;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a diagnosis from a result and what is known of its host, by {@link DiagnosisTable}. A pure
 * function, for any number of threads.
 */
public final class Diagnoser {

  private final Thresholds thresholds;
  private final SecurityProtocol offered;
  private final long slowRoundTripNanos;
  private final long slowReplyNanos;
  private final long jitterNanos;
  private final SynRepeats synRepeats;
  private final Map<Outcome, List<Rule>> rules = new EnumMap<>(Outcome.class);

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
    for (Outcome outcome : Outcome.values()) {
      rules.put(outcome, DiagnosisTable.rulesOf(outcome));
    }
  }

  /** The first rule that the evidence satisfies; common diagnoses are shared, not made anew. */
  public Diagnosis diagnose(ProbeResult result, HostContext context) {
    List<Rule> candidates = rules.get(result.outcome());
    for (int i = 0; i < candidates.size(); i++) {
      Rule rule = candidates.get(i);
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
