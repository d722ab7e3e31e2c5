package io.github.rdpsweep.diagnosis;

import java.util.Locale;

/** What a probe says of a host: the judgement, where an outcome is the fact. */
public enum Verdict {
  /** Every stage that was asked for succeeded, in good time. */
  OK,
  /** It works, but slowly, or over a path that loses packets. */
  DEGRADED,
  /** A host is expected here, and RDP does not work. */
  FAILING,
  /** Nothing shows that a host exists here. */
  ABSENT,
  /** The scanner's own trouble; never counted against a host. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the CSV: {@code failing}. */
  public String label() {
    return label;
  }
}
