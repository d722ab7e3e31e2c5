package io.github.rdpsweep.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.ServerIdentity;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Supplement;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.probe.TlsFacts;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.NtlmChallenge;
import io.github.rdpsweep.rdp.NtlmVersion;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.testing.Certificates;
import io.github.rdpsweep.testing.SampleResults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEvidenceTest {

  private static final Diagnoser DIAGNOSER =
      new Diagnoser(Thresholds.DEFAULT, ConnectionRequest.DEFAULT.requestedProtocols());

  private static final Timings QUICK = new Timings(2_000_000, 3_000_000, 90_000_000);

  private static final NtlmVersion SUPPORTED = new NtlmVersion(10, 0, 20348);

  /** When the certificates of the tests are valid, but for the expired one. */
  private static final Instant NOW = Instant.parse("2027-01-15T12:00:00Z");

  @ParameterizedTest(name = "{0}, {1}, build {2}, skew {3}: {5}")
  @CsvSource({
    // nothing is wrong
    "TLS 1.3, ec256, 20348, 0, 2027-01-15T12:00:00Z, ok, ''",
    "TLS 1.2, rsa2048, 20348, 300, 2027-01-15T12:00:00Z, ok, ''",
    "TLS 1.2, ed25519, 20348, -300, 2027-01-15T12:00:00Z, ok, ''",
    "'', '', 20348, 0, 2027-01-15T12:00:00Z, ok, ''",
    // some editions of the build are out of support, others are not
    "TLS 1.2, rsa2048, 17763, 0, 2027-01-15T12:00:00Z, ok, ''",
    // a build that the table does not know
    "TLS 1.2, rsa2048, 26200, 0, 2027-01-15T12:00:00Z, ok, ''",
    // one thing is wrong
    "TLS 1.2, issued-expired, 20348, 0, 2027-01-15T12:00:00Z, degraded, that is expired",
    "TLS 1.2, issued-expired, 20348, 0, 2021-01-01T12:00:00Z, ok, ''",
    "TLS 1.2, issued-expired, 20348, 0, 2021-01-01T12:00:01Z, degraded, that is expired",
    "TLS 1.2, issued-expired, 20348, 0, 2019-12-31T23:59:59Z, degraded, not yet valid",
    "TLS 1.2, rsa2048, 20348, 301, 2027-01-15T12:00:00Z, degraded, more than 5 min off ours",
    "TLS 1.2, rsa2048, 20348, -301, 2027-01-15T12:00:00Z, degraded, more than 5 min off ours",
    "TLS 1.1, rsa2048, 20348, 0, 2027-01-15T12:00:00Z, degraded, TLS 1.1 or older",
    "TLS 1.0, rsa2048, 20348, 0, 2027-01-15T12:00:00Z, degraded, TLS 1.1 or older",
    "TLS 1.2, rsa1024-sha1, 20348, 0, 2027-01-15T12:00:00Z, degraded, key is short",
    "TLS 1.2, rsa512-sha1, 20348, 0, 2027-01-15T12:00:00Z, degraded, key is short",
    "TLS 1.2, rsa1024-md5, 20348, 0, 2027-01-15T12:00:00Z, degraded, key is short",
    "TLS 1.2, rsa2048, 17134, 0, 2027-01-15T12:00:00Z, degraded, no updates any more",
    // the first of several
    "TLS 1.0, issued-expired, 17134, 900, 2027-01-15T12:00:00Z, degraded, that is expired",
    "TLS 1.0, rsa1024-sha1, 17134, 900, 2027-01-15T12:00:00Z, degraded, more than 5 min off ours",
    "TLS 1.0, rsa1024-sha1, 17134, 9, 2027-01-15T12:00:00Z, degraded, TLS 1.1 or older",
    "TLS 1.2, rsa1024-sha1, 17134, 9, 2027-01-15T12:00:00Z, degraded, key is short",
  })
  void judgesAServerThatWorks(
      String tls,
      String certificate,
      int build,
      long skewSeconds,
      Instant at,
      String verdict,
      String advice) {
    ServerFacts server =
        server(tls, certificate, new NtlmVersion(10, 0, build), Duration.ofSeconds(skewSeconds));

    Diagnosis diagnosis = DIAGNOSER.diagnose(ready(server, QUICK, at), HostContext.UNNAMED);

    assertEquals(verdict, diagnosis.verdict().label(), diagnosis.advice());
    assertEquals(verdict.equals("ok") ? Cause.NONE : Cause.COMPATIBILITY, diagnosis.cause());
    assertTrue(diagnosis.advice().contains(advice), diagnosis.advice());
  }

  @Test
  void flagsAWeakSignatureOfAStrongKey() {
    CertificateFacts strong = certificate("rsa2048");
    CertificateFacts sha1 =
        new CertificateFacts(
            strong.reading(),
            strong.chainLength(),
            strong.sha256(),
            strong.subject(),
            strong.issuer(),
            strong.alternativeNames(),
            strong.serial(),
            strong.notBefore(),
            strong.notAfter(),
            strong.keyType(),
            strong.keyBits(),
            "SHA1withRSA",
            strong.selfSigned());
    ServerFacts server =
        new ServerFacts(new TlsFacts("TLS 1.2", "", sha1), Optional.empty(), Optional.empty());

    assertEquals(
        Verdict.DEGRADED,
        DIAGNOSER.diagnose(ready(server, QUICK, NOW), HostContext.UNNAMED).verdict());
  }

  @Test
  void tellsOfASlowPathBeforeAnOldSystemButNotBeforeAnExpiredCertificate() {
    Timings slow = new Timings(200_000_000, 210_000_000, 900_000_000);
    NtlmVersion old = new NtlmVersion(10, 0, 17134);

    ServerFacts legacy = server("TLS 1.0", "rsa1024-sha1", old, Duration.ZERO);
    ServerFacts expired = server("TLS 1.2", "issued-expired", SUPPORTED, Duration.ZERO);

    assertEquals(
        Cause.NETWORK, DIAGNOSER.diagnose(ready(legacy, slow, NOW), HostContext.UNNAMED).cause());
    assertEquals(
        Cause.COMPATIBILITY,
        DIAGNOSER.diagnose(ready(expired, slow, NOW), HostContext.UNNAMED).cause());
  }

  @Test
  void judgesAServerThatDidNotSayWhoItIsLikeOneThatWorks() {
    ServerFacts expired =
        new ServerFacts(
            new TlsFacts("TLS 1.2", "", certificate("issued-expired")),
            Optional.empty(),
            Optional.empty());
    ProbeResult result = result(Outcome.IDENTITY_FAILED, Stage.IDENTITY, expired, QUICK, NOW);

    assertEquals(Verdict.DEGRADED, DIAGNOSER.diagnose(result, HostContext.UNNAMED).verdict());
  }

  private static ServerFacts server(
      String tls, String certificate, NtlmVersion build, Duration skew) {
    CertificateFacts facts =
        certificate.isEmpty() ? CertificateFacts.NONE : certificate(certificate);
    NtlmChallenge challenge =
        new NtlmChallenge("", Optional.of(build), "", "", "", "", "", Optional.empty());
    return new ServerFacts(
        new TlsFacts(tls, "", facts),
        Optional.of(new ServerIdentity(6, challenge, Optional.of(skew))),
        Optional.empty());
  }

  private static CertificateFacts certificate(String name) {
    return CertificateFacts.of(List.of(Certificates.der(name)));
  }

  private static ProbeResult ready(ServerFacts server, Timings timings, Instant at) {
    return result(Outcome.READY, Stage.IDENTITY, server, timings, at);
  }

  private static ProbeResult result(
      Outcome outcome, Stage stage, ServerFacts server, Timings timings, Instant at) {
    return new ProbeResult(
        SampleResults.target("10.0.0.7", "10.0.0.0/24"),
        outcome,
        stage,
        "",
        1,
        timings,
        new PathFacts((int) (timings.connectNanos() / 1000), 0, 0),
        new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f),
        server,
        at.toEpochMilli(),
        Supplement.NONE);
  }
}
