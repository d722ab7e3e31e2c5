package io.github.rdpsweep.probe;

import java.util.Optional;

/**
 * What a socket error says of a target.
 *
 * @param outcome the outcome it stands for; {@link Outcome#NOT_SENT} where the trouble is our own
 * @param trouble what of ours it was, then
 * @param detail the error's name, and what it means
 */
public record SocketFailure(Outcome outcome, Optional<OwnTrouble> trouble, String detail) {

  static SocketFailure of(Outcome outcome, String detail) {
    return new SocketFailure(outcome, Optional.empty(), detail);
  }

  /** Trouble of ours: such a probe is repeated, and never held against a host. */
  public static SocketFailure own(OwnTrouble trouble, String detail) {
    return new SocketFailure(Outcome.NOT_SENT, Optional.of(trouble), detail);
  }
}
