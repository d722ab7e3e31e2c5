package io.github.rdpsweep.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.OsSupport;
import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.testing.Certificates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  private static final String ALL =
      "nla-required,no-legacy-rdp,tls>=1.2,cert-valid>=30d,os-supported,clock-skew<5m";

  /** Valid from 2020-01-01T00:00:00Z to 2021-01-01T12:00:00Z. */
  private static final CertificateFacts CERTIFICATE =
      CertificateFacts.of(List.of(Certificates.der("issued-expired")));

  private static final Instant THEN = Instant.parse("2020-06-01T00:00:00Z");

  private static final PolicyFacts GOOD =
      new PolicyFacts(
          THEN,
          Answer.YES,
          Answer.NO,
          Optional.of(TlsVersion.TLS_1_3),
          CERTIFICATE,
          OsSupport.SUPPORTED,
          Optional.of(Duration.ofSeconds(-3)));

  private static final PolicyFacts BAD =
      new PolicyFacts(
          Instant.parse("2026-01-01T00:00:00Z"),
          Answer.NO,
          Answer.YES,
          Optional.of(TlsVersion.TLS_1_0),
          CERTIFICATE,
          OsSupport.ENDED,
          Optional.of(Duration.ofHours(-2)));

  private static final PolicyFacts UNKNOWN =
      new PolicyFacts(
          THEN,
          Answer.UNKNOWN,
          Answer.UNKNOWN,
          Optional.empty(),
          CertificateFacts.NONE,
          OsSupport.UNKNOWN,
          Optional.empty());

  @Test
  void tellsOfEachViolationInTheOrderOfThePolicy() {
    assertEquals(ALL.replace(',', ' '), Policy.parse(ALL).judge(BAD).text());
    assertEquals("tls>=1.2 nla-required", Policy.parse("tls>=1.2,nla-required").judge(BAD).text());
  }

  @Test
  void saysNoneOnlyIfAllIsKnown() {
    PolicyReport good = Policy.parse(ALL).judge(GOOD);

    assertEquals("none", good.text());
    assertEquals(List.of(), good.notKnown());
  }

  @Test
  void neverTakesTheUnknownForAViolation() {
    PolicyReport report = Policy.parse(ALL).judge(UNKNOWN);

    assertEquals("", report.text());
    assertEquals(List.of(), report.violated());
    assertEquals(List.of(ALL.split(",", -1)), report.notKnown());
  }

  @ParameterizedTest(name = "tls>={0}, chosen: {1}: {2}")
  @CsvSource({
    "1.2, TLS 1.3, none",
    "1.2, TLS 1.2, none",
    "1.2, TLS 1.1, tls>=1.2",
    "1.0, TLS 1.0, none",
    "1.0, SSL 3.0, tls>=1.0",
    "1.0, none, tls>=1.0",
    "1.3, TLS 1.2, tls>=1.3",
    "1.2, DTLS 1.2, ''",
    "1.2, '', ''",
  })
  void comparesVersionsOfTls(String least, String chosen, String text) {
    PolicyFacts facts =
        new PolicyFacts(
            THEN,
            Answer.UNKNOWN,
            Answer.UNKNOWN,
            TlsVersion.named(chosen),
            CertificateFacts.NONE,
            OsSupport.UNKNOWN,
            Optional.empty());

    assertEquals(text, Policy.parse("tls>=" + least).judge(facts).text());
  }

  @ParameterizedTest(name = "at {0}, cert-valid>={1}: {2}")
  @CsvSource({
    "2020-06-01T00:00:00Z, 30d, none",
    "2020-12-02T12:00:00Z, 30d, none",
    "2020-12-02T12:00:01Z, 30d, cert-valid>=30d",
    "2021-01-01T11:00:00Z, 1h, none",
    "2021-01-01T11:00:01Z, 3600s, cert-valid>=3600s",
    "2021-01-01T12:00:00Z, 0d, none",
    "2021-01-01T12:00:01Z, 0d, cert-valid>=0d",
    "2019-12-31T23:59:59Z, 0d, cert-valid>=0d",
  })
  void looksAtBothEndsOfACertificate(Instant at, String least, String text) {
    PolicyFacts facts =
        new PolicyFacts(
            at,
            Answer.UNKNOWN,
            Answer.UNKNOWN,
            Optional.empty(),
            CERTIFICATE,
            OsSupport.UNKNOWN,
            Optional.empty());

    assertEquals(text, Policy.parse("cert-valid>=" + least).judge(facts).text());
  }

  @ParameterizedTest(name = "skew {0} s: {1}")
  @CsvSource({"299, none", "300, clock-skew<5m", "-299, none", "-300, clock-skew<5m", "0, none"})
  void looksAtTheSkewToEitherSide(long seconds, String text) {
    PolicyFacts facts =
        new PolicyFacts(
            THEN,
            Answer.UNKNOWN,
            Answer.UNKNOWN,
            Optional.empty(),
            CertificateFacts.NONE,
            OsSupport.UNKNOWN,
            Optional.of(Duration.ofSeconds(seconds)));

    assertEquals(text, Policy.parse("clock-skew<5m").judge(facts).text());
  }

  @ParameterizedTest
  @CsvSource({"SUPPORTED, none", "DEPENDS, ''", "ENDED, os-supported", "UNKNOWN, ''"})
  void condemnsASystemOnlyIfNoEditionHasUpdates(OsSupport support, String text) {
    PolicyFacts facts =
        new PolicyFacts(
            THEN,
            Answer.UNKNOWN,
            Answer.UNKNOWN,
            Optional.empty(),
            CertificateFacts.NONE,
            support,
            Optional.empty());

    assertEquals(text, Policy.parse("os-supported").judge(facts).text());
  }

  @Test
  void saysWhatASweepHasToMeasure() {
    List<String> demands =
        Policy.parse(ALL).checks().stream()
            .map(check -> check.depth() + (check.enumerates() ? " and more" : ""))
            .toList();

    assertEquals(
        List.of("NEGOTIATE and more", "NEGOTIATE and more", "TLS", "TLS", "IDENTITY", "IDENTITY"),
        demands);
    assertEquals(Stage.TLS, Policy.parse("tls>=1.2").checks().get(0).depth());
  }

  @Test
  void readsBlanksAndCapitals() {
    assertEquals("tls>=1.3", Policy.parse(" TLS >= 1.3 ").checks().get(0).text());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', '\"\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d, os-supported"
        + " and clock-skew<5m are'",
    "'nla-required,', '\"\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d,"
        + " os-supported and clock-skew<5m are'",
    "'nla', '\"nla\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d,"
        + " os-supported and clock-skew<5m are'",
    "'tls=1.2', '\"tls=1.2\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d,"
        + " os-supported and clock-skew<5m are'",
    "'tls', '\"tls\" lacks its limit, as in ''tls>=1.2'' (in quotes, or the shell takes the >)'",
    "'clock-skew', '\"clock-skew\" lacks its limit, as in ''clock-skew<5m'' (in quotes, or the"
        + " shell takes the <)'",
    "'tls<1.2', '\"tls<1.2\": write it as in ''tls>=1.2'''",
    "'clock-skew>=5m', '\"clock-skew>=5m\": write it as in ''clock-skew<5m'''",
    "'tls>=1.4', '\"tls>=1.4\": TLS has versions 1.0, 1.1, 1.2 and 1.3'",
    "'tls>=tls1.2', '\"tls>=tls1.2\": TLS has versions 1.0, 1.1, 1.2 and 1.3'",
    "'cert-valid>=30', '\"cert-valid>=30\": \"30\" is no duration such as 30d, 12h, 5m or 30s'",
    "'clock-skew<5min', '\"clock-skew<5min\": \"5min\" is no duration such as 30d, 12h, 5m or 30s'",
    "'nla-required>=1', '\"nla-required>=1\": \"nla-required\" takes no limit'",
    "'tls>=1.2,tls>=1.3', '\"tls\" is there twice'",
  })
  void rejectsWhatIsNoPolicy(String list, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Policy.parse(list));

    assertEquals(message, e.getMessage());
  }

  @Test
  void countsHostsAndChecks() {
    Policy policy = Policy.parse("os-supported,tls>=1.2");
    PolicyTally tally = new PolicyTally(policy);

    tally.add(policy.judge(BAD));
    tally.add(policy.judge(GOOD));
    tally.add(policy.judge(UNKNOWN));
    tally.add(Policy.parse("tls>=1.2").judge(BAD));

    assertEquals(2, tally.hosts());
    assertEquals(Map.of("os-supported", 1L, "tls>=1.2", 2L), tally.violations());
    assertEquals(List.of("os-supported", "tls>=1.2"), List.copyOf(tally.violations().keySet()));
  }

  @Test
  void judgesNothingWithoutAPolicy() {
    assertTrue(Policy.NONE.isEmpty());
    assertEquals(List.of(), Policy.NONE.judge(BAD).violated());
  }
}
