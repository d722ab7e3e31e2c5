package io.github.rdpsweep.trace;

import io.github.rdpsweep.probe.FailureClassifier;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.SocketFailure;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What came back for one SYN, or for those of one connect.
 *
 * @param kind what it was
 * @param from who sent it, where that could be read; a SYN-ACK or a reset bears the destination's
 *     address, whoever sent it
 * @param detail what it says, for people
 * @param nanos how long it took
 */
public record Reply(ReplyKind kind, Optional<InetAddress> from, String detail, long nanos) {

  public Reply {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(from);
    Objects.requireNonNull(detail);
  }

  /** Nothing came. */
  static Reply silence(long nanos) {
    return new Reply(ReplyKind.SILENT, Optional.empty(), "no answer", nanos);
  }

  /** The handshake is over. */
  static Reply answered(long nanos) {
    return new Reply(ReplyKind.ANSWERED, Optional.empty(), "SYN-ACK", nanos);
  }

  /** The socket would not even begin. */
  static Reply immediate(Throwable error) {
    SocketFailure failure = FailureClassifier.immediate(error);
    return failure.outcome() == Outcome.REFUSED
        ? new Reply(ReplyKind.REFUSED, Optional.empty(), "reset", 0) // loopback is that quick
        : new Reply(ReplyKind.NOT_SENT, Optional.empty(), failure.detail(), 0);
  }

  /**
   * An ICMP error that the kernel kept for us.
   *
   * @param local the address that the connect came from
   */
  static Reply icmp(IcmpError error, InetAddress local, InetAddress destination, long nanos) {
    boolean own = error.from().equals(local) && !local.equals(destination);
    return new Reply(kind(error, own), Optional.of(error.from()), error.text(), nanos);
  }

  private static ReplyKind kind(IcmpError error, boolean own) {
    if (own) {
      return ReplyKind.NO_NEIGHBOUR; // the kernel writes such an error to itself
    }
    return error.isTimeExceeded() ? ReplyKind.EXPIRED : ReplyKind.REJECTED;
  }

  /**
   * An error of the socket, without an ICMP error that could be read.
   *
   * @param queueReadable whether it would have been read if there were one
   */
  static Reply error(int linuxErrno, boolean queueReadable, long nanos) {
    SocketFailure failure = FailureClassifier.connecting(linuxErrno);
    String detail = failure.detail();
    return switch (failure.outcome()) {
      case REFUSED ->
          new Reply(
              ReplyKind.REFUSED,
              Optional.empty(),
              queueReadable ? "reset" : "reset or ICMP port unreachable",
              nanos);
      case RESET -> answered(nanos); // the reset came after the handshake
      case SILENT -> silence(nanos);
      case UNREACHABLE -> new Reply(ReplyKind.UNNAMED, Optional.empty(), detail, nanos);
      case UNRESOLVED,
          NO_ROUTE,
          NOT_SENT,
          CANCELLED,
          HUNG,
          UNACKNOWLEDGED,
          CLOSED,
          NOT_RDP,
          MALFORMED,
          DISCONNECTED,
          NEGOTIATION_REFUSED,
          TLS_FAILED,
          TLS_HUNG,
          TLS_CLOSED,
          IDENTITY_FAILED,
          READY ->
          new Reply(ReplyKind.NOT_SENT, Optional.empty(), detail, nanos);
    };
  }
}
