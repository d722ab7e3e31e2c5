package io.github.rdpsweep.policy;

import java.util.Arrays;
import java.util.Optional;

/** What protects a connection, from the weakest up. */
public enum TlsVersion {
  /** The server declined TLS. */
  NONE("none"),
  SSL_3_0("SSL 3.0"),
  TLS_1_0("TLS 1.0"),
  TLS_1_1("TLS 1.1"),
  TLS_1_2("TLS 1.2"),
  TLS_1_3("TLS 1.3");

  private final String label;

  TlsVersion(String label) {
    this.label = label;
  }

  /** By its name as in {@code TLS 1.2}; nothing for any other text. */
  public static Optional<TlsVersion> named(String name) {
    return Arrays.stream(values()).filter(version -> version.label.equals(name)).findFirst();
  }
}
