package io.github.rdpsweep.probe;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server's certificate says; nothing of it was verified. Where there is no certificate, or
 * it cannot be read, texts are empty and {@code keyBits} is {@link #UNKNOWN_SIZE}.
 *
 * @param reading whether there is a certificate, and whether it could be read
 * @param chainLength certificates that the server sent
 * @param sha256 the fingerprint of the server's own certificate, 64 hexadecimal digits; also of one
 *     that cannot be read
 * @param subject distinguished name, [RFC 2253]
 * @param issuer distinguished name, [RFC 2253]
 * @param alternativeNames host names and addresses of the extension subjectAltName
 * @param serial in hexadecimal
 * @param keyType RSA, EC, DSA, Ed25519 ..., or the algorithm's object identifier
 * @param keyBits size of the modulus, the prime or the curve
 * @param signatureAlgorithm as in SHA256withRSA, or its object identifier
 * @param selfSigned whether subject and issuer are the same; the signature is not looked at
 */
public record CertificateFacts(
    Reading reading,
    int chainLength,
    String sha256,
    String subject,
    String issuer,
    List<String> alternativeNames,
    String serial,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    String keyType,
    int keyBits,
    String signatureAlgorithm,
    boolean selfSigned) {

  /** Whether there is a certificate to tell of. */
  public enum Reading {
    /** The server sent none, or the probe did not get that far. */
    NONE,
    /** It could be read. */
    READ,
    /** It could not, or is larger than {@link #MAX_LENGTH}. */
    UNREADABLE
  }

  /** More than any server's own certificate needs, in bytes; a larger one is not looked into. */
  public static final int MAX_LENGTH = 64 * 1024;

  /** The size of a key of a kind that is not known here. */
  public static final int UNKNOWN_SIZE = -1;

  /** No certificate. */
  public static final CertificateFacts NONE = blank(Reading.NONE, 0, "");

  public CertificateFacts {
    Objects.requireNonNull(reading);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(issuer);
    alternativeNames = List.copyOf(alternativeNames);
    Objects.requireNonNull(serial);
    Objects.requireNonNull(notBefore);
    Objects.requireNonNull(notAfter);
    Objects.requireNonNull(keyType);
    Objects.requireNonNull(signatureAlgorithm);
  }

  /**
   * Reads what a server sent. Whatever the bytes are, this returns.
   *
   * @param chain encoded certificates, the server's own first; may be empty
   */
  public static CertificateFacts of(List<byte[]> chain) {
    return CertificateReader.read(chain);
  }

  /** A certificate without facts beside these. */
  static CertificateFacts blank(Reading reading, int chainLength, String sha256) {
    return new CertificateFacts(
        reading,
        chainLength,
        sha256,
        "",
        "",
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        UNKNOWN_SIZE,
        "",
        false);
  }

  /** Whether the facts are there. */
  public boolean isReadable() {
    return reading == Reading.READ;
  }

  /**
   * Whether the certificate was made for a host name, by the rules that clients apply ([RFC 6125]
   * 6.4): exactly, or by a wildcard for the first label; the subject's common name counts only
   * where there is no alternative name.
   *
   * @param hostName what the user connects to; a name, not an address
   */
  public boolean isFor(String hostName) {
    return HostNameMatch.matches(hostName, this);
  }
}
