package io.github.rdpsweep.policy;

import io.github.rdpsweep.diagnosis.OsSupport;
import io.github.rdpsweep.probe.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a host when it is judged by a {@link Policy}.
 *
 * @param at when the host was probed, by which dates are judged
 * @param nlaRequired whether the server turns down clients without network level authentication.
 *     That it supports it does not tell
 * @param legacyAllowed whether it accepts standard RDP security
 * @param tlsVersion what the server chose where TLS 1.3 was offered; {@link TlsVersion#NONE} if it
 *     was offered TLS and chose standard RDP security
 * @param certificate the server's
 * @param osSupport whether its system gets updates
 * @param clockSkew how far its clock is ahead of ours
 */
public record PolicyFacts(
    Instant at,
    Answer nlaRequired,
    Answer legacyAllowed,
    Optional<TlsVersion> tlsVersion,
    CertificateFacts certificate,
    OsSupport osSupport,
    Optional<Duration> clockSkew) {

  public PolicyFacts {
    Objects.requireNonNull(at);
    Objects.requireNonNull(nlaRequired);
    Objects.requireNonNull(legacyAllowed);
    Objects.requireNonNull(tlsVersion);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(osSupport);
    Objects.requireNonNull(clockSkew);
  }
}
