package io.github.rdpsweep.probe;

import java.util.Objects;
import java.util.Optional;

/**
 * What a server showed of itself beyond its confirm, at the depths that look for it.
 *
 * @param tls of the handshake
 * @param identity of the NTLM challenge; empty where none came
 */
public record ServerFacts(TlsFacts tls, Optional<ServerIdentity> identity) {

  /** Nothing. */
  public static final ServerFacts NONE = new ServerFacts(TlsFacts.NONE, Optional.empty());

  public ServerFacts {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(identity);
  }
}
