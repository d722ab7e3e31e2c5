package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityEnumerationTest {

  private static final Target TARGET = SampleResults.target("192.0.2.7", "192.0.2.0/24");
  private static final HostSeen HOST = new HostSeen(Ports.of(3389), 3389);

  private static final Negotiation HYBRID_EX = selected(SecurityProtocol.HYBRID_EX);
  private static final Negotiation SSL = selected(SecurityProtocol.SSL);
  private static final Negotiation RDP = selected(SecurityProtocol.RDP);
  private static final Negotiation NLA_REQUIRED = failed(FailureCode.HYBRID_REQUIRED_BY_SERVER);

  private static final SecurityEnumeration USUAL = new SecurityEnumeration(List.of(), false, 0);

  static Stream<Arguments> firstAnswers() {
    return Stream.of(
        Arguments.of(HYBRID_EX, "SSL RDP"),
        Arguments.of(selected(SecurityProtocol.HYBRID), "SSL RDP"),
        Arguments.of(SSL, "RDP"),
        Arguments.of(RDP, ""),
        Arguments.of(Negotiation.ABSENT, ""),
        Arguments.of(failed(FailureCode.SSL_NOT_ALLOWED_BY_SERVER), "SSL RDP"));
  }

  @ParameterizedTest(name = "{0}: offers {1}")
  @MethodSource("firstAnswers")
  void offersOnlyWhoseAnswerIsNotKnown(Negotiation first, String expected) {
    assertEquals(expected, String.join(" ", offersTo(USUAL, row(first), offer -> NLA_REQUIRED)));
  }

  @Test
  void asksNothingOfWhoeverDidNotNegotiate() {
    ProbeResult silent = SampleResults.silent(TARGET);

    assertEquals(new RowStep.Complete(silent), USUAL.next(silent, HOST));
  }

  @Test
  void asksWhoeverDisconnectedAtTheBroadOffer() {
    ProbeResult row =
        SampleResults.answered(TARGET, Outcome.DISCONNECTED, "", Negotiation.UNANSWERED);

    assertEquals(List.of("SSL", "RDP"), offersTo(USUAL, row, offer -> SSL));
  }

  @Test
  void endsEvenIfNoFollowUpIsAnswered() {
    assertEquals(
        List.of("SSL", "RDP"), offersTo(USUAL, row(HYBRID_EX), offer -> Negotiation.UNANSWERED));
  }

  @Test
  void offersRareProtocolsAlone() {
    SecurityEnumeration more =
        new SecurityEnumeration(
            List.of(SecurityProtocol.RDSTLS, SecurityProtocol.RDSAAD), false, 0);

    assertEquals(
        List.of("SSL", "RDP", "RDSTLS", "RDSAAD"),
        offersTo(more, row(HYBRID_EX), offer -> NLA_REQUIRED));
  }

  @Test
  void asksForTheEncryptionOfStandardSecurityOnlyOnDemand() {
    SecurityEnumeration deeper = new SecurityEnumeration(List.of(), true, 0);

    assertEquals(List.of("RDP"), offersTo(deeper, row(RDP), offer -> RDP));
    assertTrue(((FollowUp) deeper.next(row(RDP), HOST)).settings().encryption());
    assertFalse(((FollowUp) USUAL.next(row(SSL), HOST)).settings().encryption());
  }

  @Test
  void spacesItsConnectionsAndKeepsToTheRowsPort() {
    FollowUp first = (FollowUp) USUAL.next(row(HYBRID_EX), HOST);

    assertEquals(SecurityEnumeration.SPACING, first.spacing());
    assertEquals(3389, first.port());
    assertEquals(Stage.NEGOTIATE, first.settings().depth());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(SecurityProtocol.SSL, SSL, true),
        Arguments.of(SecurityProtocol.SSL, RDP, false), // how xrdp says no
        Arguments.of(SecurityProtocol.SSL, NLA_REQUIRED, false),
        Arguments.of(SecurityProtocol.SSL, Negotiation.ABSENT, false),
        Arguments.of(SecurityProtocol.RDP, RDP, true),
        Arguments.of(SecurityProtocol.RDP, Negotiation.ABSENT, true),
        Arguments.of(SecurityProtocol.RDP, SSL, false),
        Arguments.of(SecurityProtocol.RDSTLS, RDP, false),
        Arguments.of(SecurityProtocol.RDSTLS, selected(SecurityProtocol.RDSTLS), true),
        Arguments.of(SecurityProtocol.RDP, Negotiation.UNANSWERED, false));
  }

  @ParameterizedTest(name = "{1} to {0}: {2}")
  @MethodSource("answers")
  void takesForAcceptedWhatWasOffered(
      SecurityProtocol offered, Negotiation answer, boolean accepted) {
    assertEquals(accepted, new SecurityAnswer(offered, answer).isAccepted());
  }

  /** What is offered to a server that answers so, until the row is complete. */
  private static List<String> offersTo(
      SecurityEnumeration policy, ProbeResult row, Function<SecurityProtocol, Negotiation> server) {
    List<String> offers = new ArrayList<>();
    ProbeResult known = row;
    while (policy.next(known, HOST) instanceof FollowUp followUp) {
      SecurityProtocol offer = followUp.settings().request().requestedProtocols();
      offers.add(offer.toString());
      known = followUp.fold().into(known, row(server.apply(offer)));
      assertTrue(offers.size() < 10, offers::toString);
    }
    assertTrue(
        ((RowStep.Complete) policy.next(known, HOST)).row().supplement().security().complete());
    return offers;
  }

  private static ProbeResult row(Negotiation negotiation) {
    return SampleResults.answered(TARGET, Outcome.READY, "", negotiation);
  }

  private static Negotiation selected(SecurityProtocol protocol) {
    return new Negotiation.Response(protocol, 0);
  }

  private static Negotiation failed(FailureCode code) {
    return new Negotiation.Failure(code);
  }
}
