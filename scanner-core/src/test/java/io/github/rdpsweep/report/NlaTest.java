package io.github.rdpsweep.report;

import static io.github.rdpsweep.report.Nla.NO;
import static io.github.rdpsweep.report.Nla.REQUIRED;
import static io.github.rdpsweep.report.Nla.SUPPORTED;
import static io.github.rdpsweep.report.Nla.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NlaTest {

  private static final SecurityProtocol ALL = ConnectionRequest.DEFAULT.requestedProtocols();

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(ALL, selected(SecurityProtocol.HYBRID), SUPPORTED),
        arguments(ALL, selected(SecurityProtocol.HYBRID_EX), SUPPORTED),
        arguments(ALL, selected(new SecurityProtocol(0x42)), SUPPORTED),
        arguments(ALL, selected(SecurityProtocol.SSL), NO),
        arguments(ALL, selected(SecurityProtocol.RDP), NO),
        arguments(ALL, selected(SecurityProtocol.RDSTLS), UNKNOWN),
        arguments(ALL, selected(SecurityProtocol.RDSAAD), UNKNOWN),
        arguments(ALL, selected(new SecurityProtocol(0x40)), UNKNOWN),
        arguments(ALL, Negotiation.ABSENT, NO),
        arguments(ALL, Negotiation.UNANSWERED, UNKNOWN),
        arguments(ALL, refused(1), UNKNOWN),
        arguments(ALL, refused(2), NO),
        arguments(ALL, refused(3), UNKNOWN),
        arguments(ALL, refused(4), UNKNOWN),
        arguments(ALL, refused(5), REQUIRED),
        arguments(ALL, refused(6), UNKNOWN),
        arguments(ALL, refused(7), UNKNOWN),
        arguments(ALL, refused(99), UNKNOWN),
        // Nobody asked for CredSSP: other choices say nothing about it.
        arguments(SecurityProtocol.SSL, selected(SecurityProtocol.SSL), UNKNOWN),
        arguments(SecurityProtocol.SSL, refused(5), REQUIRED),
        arguments(SecurityProtocol.SSL, refused(2), NO),
        arguments(SecurityProtocol.RDP, selected(SecurityProtocol.RDP), UNKNOWN),
        arguments(SecurityProtocol.RDP, Negotiation.ABSENT, UNKNOWN),
        arguments(SecurityProtocol.RDP, refused(1), UNKNOWN),
        // Only CredSSP was asked for: the server has TLS and nothing else.
        arguments(SecurityProtocol.HYBRID, refused(1), NO));
  }

  @ParameterizedTest(name = "offered {0}, {1}: {2}")
  @MethodSource("answers")
  void readsTheAnswerInTheLightOfTheOffer(
      SecurityProtocol offered, Negotiation negotiation, Nla expected) {
    assertEquals(expected, Nla.of(negotiation, offered));
  }

  private static Negotiation selected(SecurityProtocol protocol) {
    return new Negotiation.Response(protocol, 0);
  }

  private static Negotiation refused(int code) {
    return new Negotiation.Failure(new FailureCode(code));
  }
}
