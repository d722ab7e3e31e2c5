package io.github.rdpsweep.compare;

import io.github.rdpsweep.diagnosis.Verdict;
import java.util.Objects;

/**
 * What a sweep said of a target, as far as sweeps are compared. Many targets share one; what is a
 * host's own, its certificate and its name, is in {@link Sighting}.
 *
 * @param verdict the judgement
 * @param cause where the evidence pointed, as the file has it
 * @param outcome how the probe ended, as the file has it
 * @param protocol the security protocol that the server selected, or empty
 * @param tlsVersion the TLS version that the server chose, or empty
 * @param build the operating system's build, or empty
 */
public record Condition(
    Verdict verdict,
    String cause,
    String outcome,
    String protocol,
    String tlsVersion,
    String build) {

  /** Nothing was said: the sweep did not cover the target. No probe ends in this outcome. */
  static final Condition NOT_SWEPT = new Condition(Verdict.UNKNOWN, "", "not-swept", "", "", "");

  public Condition {
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(protocol);
    Objects.requireNonNull(tlsVersion);
    Objects.requireNonNull(build);
  }

  /** A verdict, and nothing else. */
  static Condition bare(Verdict verdict) {
    return new Condition(verdict, "", "", "", "", "");
  }

  /** Whether RDP worked. */
  boolean works() {
    return verdict == Verdict.OK || verdict == Verdict.DEGRADED;
  }

  boolean isFailing() {
    return verdict == Verdict.FAILING;
  }

  /** Whether there was a host. */
  boolean exists() {
    return works() || isFailing();
  }

  /** Whether the sweep covered the target, and could judge it. */
  boolean isKnown() {
    return verdict != Verdict.UNKNOWN;
  }
}
