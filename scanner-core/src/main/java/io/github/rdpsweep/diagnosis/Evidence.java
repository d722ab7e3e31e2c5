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
 * @param source where it is seen; without that it is never shown
 * @param test whether it is shown
 */
record Evidence(String words, Source source, Test test) {

  /** Always shown. */
  static final Evidence ANY = of("", (result, context, asked) -> true);

  static final Evidence EXPECTED =
      of("the host is expected", (result, context, asked) -> context.isExpected());

  static final Evidence WORKED =
      of("RDP worked in the baseline", (result, context, asked) -> context.worked());

  static final Evidence OTHER_PORT_ANSWERED =
      of(
          "the host answers on another port",
          (result, context, asked) -> context.otherPorts() == OtherPorts.ANSWERED);

  static final Evidence OTHER_PORTS_SILENT =
      of(
          "its other ports are silent too",
          (result, context, asked) -> context.otherPorts() == OtherPorts.SILENT);

  static final Evidence NEIGHBOUR_NOT_FOUND =
      of(
          "the error came after 2 s or more",
          (result, context, asked) ->
              NeighbourDiscovery.mayHaveFailed(result.timings().connectNanos()));

  static final Evidence REQUEST_ACKNOWLEDGED =
      of(
          "TCP_INFO shows that the request arrived",
          (result, context, asked) -> result.path().unacknowledged() == 0);

  static final Evidence FLIPPING =
      ofSeries(
          "probes were answered and turned away, to and fro (--repeat)",
          (result, context, asked) -> result.supplement().series().isFlipping());

  static final Evidence UNSTEADY =
      ofSeries(
          "some probes were ready and some were not (--repeat)",
          (result, context, asked) -> result.supplement().series().isUnsteady());

  static final Evidence NOT_ACKNOWLEDGED =
      of(
          "TCP_INFO shows that what was sent last did not arrive",
          (result, context, asked) -> result.path().unacknowledged() > 0);

  static final Evidence LOSSY =
      of(
          "packets were lost, more than bad luck explains (--lossy)",
          (result, context, asked) ->
              PathQuality.loses(asked.thresholds().loss(), result, asked.synRepeats()));

  static final Evidence JITTERY =
      ofSeries(
          "round trips differ much (--jittery)",
          (result, context, asked) -> PathQuality.jitter(result) > asked.jitterNanos());

  static final Evidence SLOW_ROUND_TRIP =
      of(
          "the round trip is long (--slow-rtt)",
          (result, context, asked) ->
              PathQuality.roundTrip(result, asked.synRepeats()) > asked.slowRoundTripNanos());

  static final Evidence SLOW_REPLY =
      of(
          "the server thought for long (--slow-reply)",
          (result, context, asked) ->
              PathQuality.thinkTime(result, asked.synRepeats()) > asked.slowReplyNanos());

  static final Evidence STANDARD_SECURITY_ONLY =
      of(
          "standard RDP security, though TLS was offered",
          (result, context, asked) ->
              asked.offered().contains(SecurityProtocol.SSL)
                  && isStandardSecurity(result.negotiation()));

  static final Evidence CONNECTED_ONLY =
      of("at depth connect", (result, context, asked) -> result.stage() == Stage.CONNECT);

  /** The server declined with this code. */
  static Evidence failure(FailureCode code) {
    return of(
        code + " (" + code.value() + ")",
        (result, context, asked) ->
            result.negotiation() instanceof Negotiation.Failure failure
                && failure.failureCode().equals(code));
  }

  /** The server declined with a code, whichever. */
  static Evidence anyFailure() {
    return of(
        "another failure code",
        (result, context, asked) -> result.negotiation() instanceof Negotiation.Failure);
  }

  /** Seen in any result, or in its context. */
  private static Evidence of(String words, Test test) {
    return new Evidence(words, Source.RESULT, test);
  }

  private static Evidence ofSeries(String words, Test test) {
    return new Evidence(words, Source.SERIES, test);
  }

  /** Both. One of them may need more than the result. */
  Evidence and(Evidence other) {
    return new Evidence(
        words + ", and " + other.words,
        source == Source.RESULT ? other.source : source,
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

  /** Where evidence is seen. Most results have but the first, and need not be asked for more. */
  enum Source {
    /** The result itself, and what is known of its host. */
    RESULT,
    /** Repeated probes. */
    SERIES,
    /** What the server told of itself at a deeper stage. */
    SERVER
  }

  /** Whether something is shown. */
  @FunctionalInterface
  interface Test {
    boolean holds(ProbeResult result, HostContext context, Diagnoser asked);
  }
}
