package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.Verdict;

/** What shows that a host exists at an address. */
public enum Presence {
  /** Nothing: most addresses hold no host, so that silence there is no failure. */
  NONE,
  /** Its own answer alone, which a device in the path may have given in its place. */
  ANSWERED,
  /** An inventory, an earlier sweep, or an answer on another port. */
  KNOWN;

  /** What shows that a host exists of which this is known, and which was judged so. */
  static Presence of(HostContext context, Verdict verdict) {
    if (context.isExpected()) {
      return KNOWN;
    }
    return switch (verdict) {
      case OK, DEGRADED, FAILING -> ANSWERED;
      case ABSENT, UNKNOWN -> NONE;
    };
  }
}
