package io.github.rdpsweep.probe;

import java.util.Objects;

/**
 * What a TLS handshake showed, whether or not it succeeded. Texts are empty where it did not get
 * that far.
 *
 * @param version that the server chose, as in {@code TLS 1.2}
 * @param cipher that the server chose, by its IANA name
 * @param certificate what the server showed of itself
 */
public record TlsFacts(String version, String cipher, CertificateFacts certificate) {

  /** No handshake, or none that was answered. */
  public static final TlsFacts NONE = new TlsFacts("", "", CertificateFacts.NONE);

  public TlsFacts {
    Objects.requireNonNull(version);
    Objects.requireNonNull(cipher);
    Objects.requireNonNull(certificate);
  }

  /** Whether it is as {@link #NONE}. */
  boolean isNothing() {
    return version.isEmpty()
        && cipher.isEmpty()
        && certificate.reading() == CertificateFacts.Reading.NONE;
  }
}
