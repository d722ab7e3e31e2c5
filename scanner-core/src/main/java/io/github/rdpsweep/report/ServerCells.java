package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.ClaimedSystem;
import io.github.rdpsweep.diagnosis.WindowsBuilds;
import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ServerFacts;
import io.github.rdpsweep.probe.ServerIdentity;
import io.github.rdpsweep.probe.TlsFacts;
import io.github.rdpsweep.rdp.NtlmChallenge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cells of what a server showed beyond negotiation; empty where it did not get that far. */
final class ServerCells {

  private static final List<String> NO_IDENTITY = List.of("", "", "", "", "", "", "");

  private ServerCells() {}

  /** {@code tls_version} to {@code cert_sha256}. */
  static List<String> tls(TlsFacts tls) {
    CertificateFacts certificate = tls.certificate();
    return List.of(
        tls.version(),
        tls.cipher(),
        certificate.subject(),
        certificate.issuer(),
        instant(certificate.notAfter()),
        certificate.sha256());
  }

  /** {@code computer_name} to {@code clock_skew_s}. */
  static List<String> identity(ServerFacts server) {
    if (server.identity().isEmpty()) {
      return NO_IDENTITY;
    }
    ServerIdentity identity = server.identity().get();
    NtlmChallenge claims = identity.challenge();
    ClaimedSystem system =
        claims.version().map(WindowsBuilds.bundled()::find).orElse(ClaimedSystem.NONE);
    return List.of(
        claims.computerName(),
        claims.dnsComputerName(),
        claims.dnsDomain().isEmpty() ? claims.domain() : claims.dnsDomain(),
        claims.version().map(Object::toString).orElse(""),
        system.name(),
        system.supportEnds(),
        identity.clockSkew().map(ServerCells::seconds).orElse(""));
  }

  /** {@code cert_not_before} to {@code forest}. */
  static List<String> more(ProbeResult result) {
    CertificateFacts certificate = result.server().tls().certificate();
    Optional<ServerIdentity> identity = result.server().identity();
    return List.of(
        instant(certificate.notBefore()),
        String.join(" ", certificate.alternativeNames()),
        nameMatch(certificate, result.target().hostName()),
        certificate.serial(),
        key(certificate),
        certificate.signatureAlgorithm(),
        certificate.isReadable() ? yesOrNo(certificate.selfSigned()) : "",
        certificate.chainLength() == 0 ? "" : Integer.toString(certificate.chainLength()),
        identity.map(who -> Integer.toString(who.credSspVersion())).orElse(""),
        identity.map(who -> who.challenge().domain()).orElse(""),
        identity.map(who -> who.challenge().dnsForest()).orElse(""));
  }

  private static String nameMatch(CertificateFacts certificate, String hostName) {
    return hostName.isEmpty() || !certificate.isReadable()
        ? ""
        : yesOrNo(certificate.isFor(hostName));
  }

  private static String yesOrNo(boolean whether) {
    return whether ? "yes" : "no";
  }

  private static String key(CertificateFacts certificate) {
    return certificate.keyBits() == CertificateFacts.UNKNOWN_SIZE
        ? certificate.keyType()
        : certificate.keyType() + " " + certificate.keyBits();
  }

  private static String instant(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  /** In tenths: half a round trip is not known better. */
  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
