package io.github.rdpsweep.stats;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.Negotiation;

/** Which of a row's times are times of a stage. */
final class StageRules {

  private StageRules() {}

  /** Whether the peer's TCP accepted or refused; a router's word for it is another distance. */
  static boolean isConnectAnswered(Outcome outcome, Stage stage) {
    return switch (outcome) {
      case REFUSED, HUNG, UNACKNOWLEDGED, CLOSED, RESET, NOT_RDP, MALFORMED -> true;
      case DISCONNECTED, NEGOTIATION_REFUSED, READY -> true;
      case TLS_FAILED, TLS_HUNG, TLS_CLOSED, IDENTITY_FAILED -> true;
      case CANCELLED -> stage.compareTo(Stage.CONNECT) > 0;
      case UNRESOLVED, NO_ROUTE, NOT_SENT, SILENT, UNREACHABLE -> false;
    };
  }

  /** Whether a reply of RDP came. */
  static boolean isReplyWhole(ProbeResult result) {
    return result.outcome() == Outcome.DISCONNECTED
        || !(result.negotiation() instanceof Negotiation.Unanswered);
  }
}
