package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;

/**
 * Something that a result or its context may show, beside the outcome.
 *
 * @param words the same for people
 * @param test whether it is shown
 */
record Evidence(String words, Test test) {

  /** Always shown. */
  static final Evidence ANY = new Evidence("", (result, context, asked) -> true);

  static final Evidence EXPECTED =
      new Evidence("the host is expected", (result, context, asked) -> context.isExpected());

  static final Evidence WORKED =
      new Evidence("RDP worked in the baseline", (result, context, asked) -> context.worked());

  static final Evidence OTHER_PORT_ANSWERED =
      new Evidence(
          "the host answers on another port",
          (result, context, asked) -> context.otherPorts() == OtherPorts.ANSWERED);

  static final Evidence OTHER_PORTS_SILENT =
      new Evidence(
          "its other ports are silent too",
          (result, context, asked) -> context.otherPorts() == OtherPorts.SILENT);

  static final Evidence NEIGHBOUR_NOT_FOUND =
      new Evidence(
          "the error came after 2 s or more",
          (result, context, asked) ->
              NeighbourDiscovery.mayHaveFailed(result.timings().connectNanos()));

  static final Evidence REQUEST_ACKNOWLEDGED =
      new Evidence(
          "TCP_INFO shows that the request arrived",
          (result, context, asked) -> result.path().unacknowledged() == 0);

  static final Evidence FLIPPING =
      new Evidence(
          "probes were answered and turned away, to and fro (--repeat)",
          (result, context, asked) -> result.supplement().series().isFlipping());

  static final Evidence UNSTEADY =
      new Evidence(
          "some probes were ready and some were not (--repeat)",
          (result, context, asked) -> result.supplement().series().isUnsteady());

  static final Evidence NOT_ACKNOWLEDGED =
      new Evidence(
          "TCP_INFO shows that what was sent last did not arrive",
          (result, context, asked) -> result.path().unacknowledged() > 0);

  static final Evidence LOSSY =
      new Evidence(
          "packets were lost, more than bad luck explains (--lossy)",
          (result, context, asked) ->
              PathQuality.loses(asked.thresholds().loss(), result, asked.synRepeats()));

  static final Evidence JITTERY =
      new Evidence(
          "round trips differ much (--jittery)",
          (result, context, asked) -> PathQuality.jitter(result) > asked.jitterNanos());

  static final Evidence SLOW_ROUND_TRIP =
      new Evidence(
          "the round trip is long (--slow-rtt)",
          (result, context, asked) ->
              PathQuality.roundTrip(result, asked.synRepeats()) > asked.slowRoundTripNanos());

  static final Evidence SLOW_REPLY =
      new Evidence(
          "the server thought for long (--slow-reply)",
          (result, context, asked) ->
              PathQuality.thinkTime(result, asked.synRepeats()) > asked.slowReplyNanos());

  static final Evidence STANDARD_SECURITY_ONLY =
      new Evidence(
          "standard RDP security, though TLS was offered",
          (result, context, asked) ->
              asked.offered().contains(SecurityProtocol.SSL)
                  && isStandardSecurity(result.negotiation()));

  static final Evidence CONNECTED_ONLY =
      new Evidence("at depth connect", (result, context, asked) -> result.stage() == Stage.CONNECT);

  /** The server declined with this code. */
  static Evidence failure(FailureCode code) {
    return new Evidence(
        code + " (" + code.value() + ")",
        (result, context, asked) ->
            result.negotiation() instanceof Negotiation.Failure failure
                && failure.failureCode().equals(code));
  }

  /** The server declined with a code, whichever. */
  static Evidence anyFailure() {
    return new Evidence(
        "another failure code",
        (result, context, asked) -> result.negotiation() instanceof Negotiation.Failure);
  }

  /** Both. */
  Evidence and(Evidence other) {
    return new Evidence(
        words + ", and " + other.words,
        (result, context, asked) ->
            test.holds(result, context, asked) && other.test.holds(result, context, asked));
  }

  boolean isShownBy(ProbeResult result, HostContext context, Diagnoser asked) {
    return test.holds(result, context, asked);
  }

  private static boolean isStandardSecurity(Negotiation negotiation) {
    return negotiation instanceof Negotiation.Absent
        || (negotiation instanceof Negotiation.Response response
            && response.selectedProtocol().equals(SecurityProtocol.RDP));
  }

  /** Whether something is shown. */
  @FunctionalInterface
  interface Test {
    boolean holds(ProbeResult result, HostContext context, Diagnoser asked);
  }
}
