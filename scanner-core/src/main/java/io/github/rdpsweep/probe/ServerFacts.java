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

  /* Most are the constant, which a record's own equals finds out by asking every component. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ServerFacts facts
            && tls.equals(facts.tls)
            && identity.equals(facts.identity)
            && standardSecurity.equals(facts.standardSecurity));
  }

  @Override
  public int hashCode() {
    return Objects.hash(tls, identity, standardSecurity);
  }
}
