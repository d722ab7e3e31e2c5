package io.github.rdpsweep.diagnosis;

import java.util.Locale;

/** Where the evidence points; it never claims more than was measured. */
public enum Cause {
  /** Nothing is wrong, or nothing can be said. */
  NONE(""),
  /** The path: no route, an ICMP error, a slow or lossy way there. */
  NETWORK,
  /** Something on the path, or on the host, that lets some packets through and others not. */
  FIREWALL,
  /** The host is there, and its RDP listener does not do its work. */
  SERVICE,
  /** An RDP server that shares no way of talking with the client. */
  COMPATIBILITY,
  /** One host's evidence cannot tell; its neighbours' may. */
  UNDETERMINED;

  private final String label;

  Cause() {
    this.label = name().toLowerCase(Locale.ROOT);
  }

  Cause(String label) {
    this.label = label;
  }

  /** The word in the CSV: {@code firewall}; empty for {@link #NONE}. */
  public String label() {
    return label;
  }
}
