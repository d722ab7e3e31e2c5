package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server may show of its TLS, its certificate, its clock and its system. Dates are judged by
 * the day of the probe, so that a result has the same diagnosis whenever it is drawn.
 */
final class ServerEvidence {

  /** Kerberos refuses a clock that is further off, unless it is told otherwise ([RFC 4120] 8.2). */
  private static final Duration KERBEROS_SKEW = Duration.ofMinutes(5);

  /** Versions that [RFC 8996] and [RFC 7568] deprecate. */
  private static final Set<String> LEGACY_TLS = Set.of("SSL 3.0", "TLS 1.0", "TLS 1.1");

  /** Below these sizes a key has less than the 112 bits that NIST SP 800-57 asks for. */
  private static final int LEAST_RSA_BITS = 2048;

  private static final int LEAST_EC_BITS = 224;

  private static final Pattern WEAK_HASH = Pattern.compile("\\b(md2|md5|sha1)with");

  static final Evidence CERTIFICATE_EXPIRED =
      shown(
          "the certificate is expired",
          (result, context, asked) ->
              certificate(result).notAfter().filter(end -> end.isBefore(at(result))).isPresent());

  static final Evidence CERTIFICATE_NOT_YET_VALID =
      shown(
          "the certificate is not yet valid",
          (result, context, asked) ->
              certificate(result)
                  .notBefore()
                  .filter(begin -> begin.isAfter(at(result)))
                  .isPresent());

  static final Evidence CLOCK_SKEWED =
      shown(
          "the clock is off by more than 5 min",
          (result, context, asked) ->
              result
                  .server()
                  .identity()
                  .flatMap(identity -> identity.clockSkew())
                  .filter(skew -> skew.abs().compareTo(KERBEROS_SKEW) > 0)
                  .isPresent());

  static final Evidence LEGACY_TLS_ONLY =
      shown(
          "TLS 1.1 or older, though newer was offered",
          (result, context, asked) -> LEGACY_TLS.contains(result.server().tls().version()));

  static final Evidence WEAK_CERTIFICATE =
      shown(
          "the certificate has a key below 2048 bits of RSA, or a signature with SHA-1 or MD5",
          (result, context, asked) -> isWeak(certificate(result)));

  static final Evidence OS_OUT_OF_SUPPORT =
      shown(
          "every system of the claimed build is out of support",
          (result, context, asked) -> isOutOfSupport(result));

  private ServerEvidence() {}

  private static Evidence shown(String words, Evidence.Test test) {
    return new Evidence(words, Evidence.Source.SERVER, test);
  }

  private static CertificateFacts certificate(ProbeResult result) {
    return result.server().tls().certificate();
  }

  private static Instant at(ProbeResult result) {
    return Instant.ofEpochMilli(result.startedAtMillis());
  }

  private static boolean isWeak(CertificateFacts certificate) {
    int least =
        switch (certificate.keyType()) {
          case "RSA", "DSA", "RSASSA-PSS" -> LEAST_RSA_BITS;
          default -> LEAST_EC_BITS;
        };
    if (certificate.keyBits() != CertificateFacts.UNKNOWN_SIZE && certificate.keyBits() < least) {
      return true;
    }
    return WEAK_HASH.matcher(certificate.signatureAlgorithm().toLowerCase(Locale.ROOT)).find();
  }

  private static boolean isOutOfSupport(ProbeResult result) {
    LocalDate day = at(result).atZone(ZoneOffset.UTC).toLocalDate();
    return result
        .server()
        .identity()
        .flatMap(identity -> identity.challenge().version())
        .filter(build -> WindowsBuilds.bundled().find(build).supportOn(day) == OsSupport.ENDED)
        .isPresent();
  }
}
