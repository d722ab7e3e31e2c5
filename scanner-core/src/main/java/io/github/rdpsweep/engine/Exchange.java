package io.github.rdpsweep.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What went over a connection of a probe, above TCP. Times are nanoseconds since the connect began.
 *
 * @param local the scanner's side, if the kernel told
 * @param remote the target
 * @param startedAtMillis when the connect began, milliseconds of the Unix epoch
 * @param connectedNanos when the connection was established
 * @param pieces what was sent and received, in its order; the first bytes of it only, if it was
 *     much
 * @param ending how it ended
 * @param endNanos when
 */
public record Exchange(
    Optional<InetSocketAddress> local,
    InetSocketAddress remote,
    long startedAtMillis,
    long connectedNanos,
    List<Piece> pieces,
    Ending ending,
    long endNanos) {

  /** How a connection ends. */
  public enum Ending {
    /** The peer closed its side. */
    CLOSED,
    /** The peer, or something in its name, reset it. */
    RESET,
    /** The scanner left. */
    LEFT
  }

  /**
   * Bytes that were sent or received at once.
   *
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Piece(long nanos, boolean received, byte[] bytes) {

    public Piece {
      Objects.requireNonNull(bytes);
    }
  }

  public Exchange {
    Objects.requireNonNull(local);
    Objects.requireNonNull(remote);
    pieces = List.copyOf(pieces);
    Objects.requireNonNull(ending);
  }
}
