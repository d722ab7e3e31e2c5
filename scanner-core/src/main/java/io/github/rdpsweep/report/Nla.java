package io.github.rdpsweep.report;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SecurityAnswer;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;

/**
 * What a negotiation shows of network level authentication (NLA, CredSSP, PROTOCOL_HYBRID) on the
 * server.
 */
enum Nla {
  /** A weaker offer was refused for it. */
  REQUIRED("required"),
  /** The server selected it. Whether it insists on it, only a weaker offer would show. */
  SUPPORTED("supported"),
  /** The server does without it. */
  NO("no"),
  /** The answer does not tell. */
  UNKNOWN("");

  private final String label;

  Nla(String label) {
    this.label = label;
  }

  /** The word used in CSV; empty where nothing is known. */
  String label() {
    return label;
  }

  /** Reads all answers of a server: that it insists is what only a weaker offer may show. */
  static Nla of(ProbeResult row, SecurityProtocol offered) {
    for (SecurityAnswer answer : row.supplement().security().answers()) {
      if (of(answer.negotiation(), answer.offered()) == REQUIRED) {
        return REQUIRED;
      }
    }
    return of(row.negotiation(), offered);
  }

  /**
   * Reads a server's answer in the light of the question: a server that was not offered HYBRID says
   * nothing about it by selecting something else.
   */
  static Nla of(Negotiation negotiation, SecurityProtocol offered) {
    if (negotiation instanceof Negotiation.Response response) {
      return selected(response.selectedProtocol(), offered);
    }
    if (negotiation instanceof Negotiation.Failure failure) {
      return refused(failure.failureCode(), offered);
    }
    if (negotiation instanceof Negotiation.Absent) {
      // Standard RDP security from before negotiation; newer servers answer like this only when
      // nothing better was offered.
      return offered.contains(SecurityProtocol.HYBRID) ? NO : UNKNOWN;
    }
    return UNKNOWN;
  }

  private static Nla selected(SecurityProtocol selected, SecurityProtocol offered) {
    if (selected.contains(SecurityProtocol.HYBRID)
        || selected.contains(SecurityProtocol.HYBRID_EX)) {
      return SUPPORTED;
    }
    boolean weaker = selected.equals(SecurityProtocol.RDP) || selected.equals(SecurityProtocol.SSL);
    return weaker && offered.contains(SecurityProtocol.HYBRID) ? NO : UNKNOWN;
  }

  private static Nla refused(FailureCode code, SecurityProtocol offered) {
    if (code.equals(FailureCode.HYBRID_REQUIRED_BY_SERVER)) {
      return REQUIRED;
    }
    if (code.equals(FailureCode.SSL_NOT_ALLOWED_BY_SERVER)) {
      return NO; // standard RDP security only
    }
    // "If only CredSSP was requested", this code means "the server only supports TLS".
    boolean onlyCredSsp =
        offered.contains(SecurityProtocol.HYBRID) && !offered.contains(SecurityProtocol.SSL);
    return code.equals(FailureCode.SSL_REQUIRED_BY_SERVER) && onlyCredSsp ? NO : UNKNOWN;
  }
}
