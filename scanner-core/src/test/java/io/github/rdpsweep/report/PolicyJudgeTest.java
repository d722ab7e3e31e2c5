package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Liveness;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.SecurityAnswer;
import io.github.rdpsweep.probe.SecurityFacts;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.ServerIdentity;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Supplement;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.probe.TlsFacts;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.NtlmChallenge;
import io.github.rdpsweep.rdp.NtlmVersion;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.testing.SampleResults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyJudgeTest {

  private static final SecurityProtocol OFFERED = ConnectionRequest.DEFAULT.requestedProtocols();

  private static final Negotiation HYBRID = selects(SecurityProtocol.HYBRID);
  private static final Negotiation SSL = selects(SecurityProtocol.SSL);
  private static final Negotiation RDP = selects(SecurityProtocol.RDP);
  private static final Negotiation NLA_REQUIRED =
      new Negotiation.Failure(FailureCode.HYBRID_REQUIRED_BY_SERVER);
  private static final Negotiation TLS_REQUIRED =
      new Negotiation.Failure(FailureCode.SSL_REQUIRED_BY_SERVER);

  static Stream<Arguments> answers() {
    SecurityProtocol ssl = SecurityProtocol.SSL;
    SecurityProtocol rdp = SecurityProtocol.RDP;
    return Stream.of(
        // the answer to the whole offer, those to SSL and to RDP alone, and what is violated
        Arguments.of(HYBRID, List.of(), ""),
        Arguments.of(HYBRID, List.of(answer(ssl, NLA_REQUIRED), answer(rdp, NLA_REQUIRED)), "none"),
        Arguments.of(HYBRID, List.of(answer(ssl, NLA_REQUIRED)), ""),
        Arguments.of(HYBRID, List.of(answer(ssl, SSL), answer(rdp, TLS_REQUIRED)), "nla-required"),
        Arguments.of(
            HYBRID, List.of(answer(ssl, SSL), answer(rdp, RDP)), "nla-required no-legacy-rdp"),
        Arguments.of(
            HYBRID, List.of(answer(rdp, Negotiation.ABSENT)), "nla-required no-legacy-rdp"),
        Arguments.of(HYBRID, List.of(answer(ssl, Negotiation.UNANSWERED)), ""),
        Arguments.of(SSL, List.of(), "nla-required"),
        Arguments.of(RDP, List.of(), "nla-required no-legacy-rdp"),
        Arguments.of(Negotiation.ABSENT, List.of(), "nla-required no-legacy-rdp"),
        Arguments.of(Negotiation.UNANSWERED, List.of(), ""));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("answers")
  void readsWhatAServerAccepts(
      Negotiation negotiation, List<SecurityAnswer> further, String violations) {
    ProbeResult result =
        result(negotiation, ServerFacts.NONE, new SecurityFacts(further, Optional.empty(), true));

    assertEquals(violations, judge("nla-required,no-legacy-rdp").violations(result));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"TLS 1.3, none", "TLS 1.2, none", "TLS 1.0, tls>=1.2", "'', ''"})
  void readsTheVersionOfTls(String version, String violations) {
    ServerFacts server =
        new ServerFacts(
            new TlsFacts(version, "", CertificateFacts.NONE), Optional.empty(), Optional.empty());

    assertEquals(
        violations, judge("tls>=1.2").violations(result(HYBRID, server, SecurityFacts.NONE)));
  }

  @Test
  void takesStandardSecurityThatWasPreferredForNoTls() {
    assertEquals(
        "tls>=1.0",
        judge("tls>=1.0").violations(result(RDP, ServerFacts.NONE, SecurityFacts.NONE)));
  }

  @ParameterizedTest(name = "build {0}, skew {1} s: {2}")
  @CsvSource({
    "20348, 0, none",
    "17134, 0, os-supported",
    "17134, 600, os-supported clock-skew<5m",
    "20348, -600, clock-skew<5m",
    "26200, 0, ''",
  })
  void readsWhoAServerClaimsToBe(int build, long skewSeconds, String violations) {
    NtlmChallenge challenge =
        new NtlmChallenge(
            "", Optional.of(new NtlmVersion(10, 0, build)), "", "", "", "", "", Optional.empty());
    ServerIdentity identity =
        new ServerIdentity(6, challenge, Optional.of(Duration.ofSeconds(skewSeconds)));
    ServerFacts server = new ServerFacts(TlsFacts.NONE, Optional.of(identity), Optional.empty());

    assertEquals(
        violations,
        judge("os-supported,clock-skew<5m").violations(result(HYBRID, server, SecurityFacts.NONE)));
  }

  @Test
  void countsOnlyWhereThereIsAPolicy() {
    PolicyJudge judge = judge("tls>=1.0");
    PolicyJudge none = PolicyJudge.none();
    ProbeResult standard = result(RDP, ServerFacts.NONE, SecurityFacts.NONE);

    judge.violations(standard);
    judge.violations(result(HYBRID, ServerFacts.NONE, SecurityFacts.NONE));

    assertEquals(1, judge.tally().hosts());
    assertEquals("", none.violations(standard));
    assertEquals(0, none.tally().hosts());
  }

  private static PolicyJudge judge(String policy) {
    return new PolicyJudge(Policy.parse(policy), OFFERED);
  }

  private static SecurityAnswer answer(SecurityProtocol offered, Negotiation negotiation) {
    return new SecurityAnswer(offered, negotiation);
  }

  private static Negotiation selects(SecurityProtocol protocol) {
    return new Negotiation.Response(protocol, 0x1f);
  }

  private static ProbeResult result(
      Negotiation negotiation, ServerFacts server, SecurityFacts security) {
    return new ProbeResult(
        SampleResults.target("10.0.0.7", "10.0.0.0/24"),
        Outcome.READY,
        Stage.NEGOTIATE,
        "",
        1,
        Timings.NONE,
        PathFacts.NONE,
        negotiation,
        server,
        SampleResults.STARTED_AT,
        new Supplement(Liveness.NOT_ASKED, ProbeSeries.NONE, security));
  }
}
