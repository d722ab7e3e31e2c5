package io.github.rdpsweep.probe;

import java.util.Locale;

/** How far into a connection a probe got, in the order of the exchange. */
public enum Stage {
  /** Nothing was sent. */
  BEFORE,
  /** TCP. */
  CONNECT,
  /** X.224 Connection Request and Confirm, [MS-RDPBCGR] 1.3.1.1. */
  NEGOTIATE,
  /** TLS handshake. */
  TLS,
  /** CredSSP, as far as the NTLM challenge. */
  IDENTITY,
  /** Everything that was asked for. */
  DONE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in CSV, options and help. */
  public String label() {
    return label;
  }
}
