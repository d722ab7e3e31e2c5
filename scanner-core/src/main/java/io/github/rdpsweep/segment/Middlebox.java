package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import java.util.Map;

/**
 * Suspects a device on the path that completes TCP handshakes for hosts behind it: an accepted
 * connection proves nothing, and where none of a whole segment brings an X.224 answer, that is one
 * explanation.
 */
final class Middlebox {

  /** One host that hangs is one host that hangs. */
  private static final int LEAST_UNANSWERED = 4;

  /** Some that speak are consistent with a device that lets some hosts pass. */
  private static final double NEARLY_ALL = 0.95;

  private Middlebox() {}

  /**
   * Whether nearly all hosts let themselves be connected and give no answer.
   *
   * @param outcomes how many ended in each
   * @param hosts all that could have answered
   */
  static boolean isSuspected(Map<Outcome, Integer> outcomes, long hosts) {
    int unanswered = unanswered(outcomes);
    return unanswered >= LEAST_UNANSWERED && unanswered >= NEARLY_ALL * hosts;
  }

  /** Connections on which no answer came. */
  static int unanswered(Map<Outcome, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> isUnanswered(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Targets whose SYN was answered, by a SYN-ACK or a reset. */
  static int answered(Map<Outcome, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .filter(entry -> isAnswer(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static boolean isAnswer(Outcome outcome) {
    Stage stage = outcome.stage();
    return outcome == Outcome.REFUSED || (stage != Stage.BEFORE && stage != Stage.CONNECT);
  }

  private static boolean isUnanswered(Outcome outcome) {
    return switch (outcome) {
      case HUNG, UNACKNOWLEDGED, CLOSED, RESET -> true;
      case NOT_RDP, MALFORMED, DISCONNECTED, NEGOTIATION_REFUSED, READY -> false;
      case TLS_FAILED, TLS_HUNG, TLS_CLOSED, IDENTITY_FAILED -> false;
      case UNRESOLVED, NO_ROUTE, NOT_SENT, CANCELLED, SILENT, REFUSED, UNREACHABLE -> false;
    };
  }
}
