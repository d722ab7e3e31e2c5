package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.Verdict;
import java.util.Locale;

/** What shows that a host exists at an address. */
public enum Presence {
  /** Nothing: most addresses hold no host, so that silence there is no failure. */
  NONE,
  /** Its own answer alone, which a device in the path may have given in its place. */
  ANSWERED,
  /** An inventory, an earlier sweep, or an answer on another port. */
  KNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the results CSV; empty for {@link #NONE}. */
  public String label() {
    return this == NONE ? "" : label;
  }

  /** What shows that a host exists of which this is known, and which was judged so. */
  public static Presence of(HostContext context, Verdict verdict) {
    return context.isExpected() ? KNOWN : of(verdict);
  }

  /** The same of a host of which nothing is known. */
  public static Presence of(Verdict verdict) {
    return switch (verdict) {
      case OK, DEGRADED, FAILING -> ANSWERED;
      case ABSENT, UNKNOWN -> NONE;
    };
  }
}
