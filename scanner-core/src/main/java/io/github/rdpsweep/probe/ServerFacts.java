package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server showed of itself beyond its confirm, at the depths that look for it.
 *
 * @param tls of the handshake
 * @param identity of the NTLM challenge; empty where none came
 * @param standardSecurity how it encrypts standard RDP security; empty where it was not asked
 */
public record ServerFacts(
    TlsFacts tls, Optional<ServerIdentity> identity, Optional<ServerSecurity> standardSecurity) {

  /** Nothing. */
  public static final ServerFacts NONE =
      new ServerFacts(TlsFacts.NONE, Optional.empty(), Optional.empty());

  public ServerFacts {
    Objects.requireNonNull(tls);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(standardSecurity);
  }

  /* A record's own equals is linked when it is first called, and a chain of method handles then. */
  /** Whether it showed nothing, as all servers do at the depths that do not look for it. */
  public boolean isNothing() {
    return tls.isNothing() && identity.isEmpty() && standardSecurity.isEmpty();
  }
}
