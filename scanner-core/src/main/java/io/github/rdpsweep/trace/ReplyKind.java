package io.github.rdpsweep.trace;

/** What came back for a SYN. */
public enum ReplyKind {
  /** ICMP time exceeded: a router on the way. */
  EXPIRED,
  /** A SYN-ACK. */
  ANSWERED,
  /** A reset. */
  REFUSED,
  /** Any other ICMP error: someone declines to forward or to deliver. */
  REJECTED,
  /** An error that ICMP or a router caused, and whose kind and sender could not be read. */
  UNNAMED,
  /** This machine found nobody at the next address: ARP or neighbour discovery failed. */
  NO_NEIGHBOUR,
  /** Nothing in time. */
  SILENT,
  /** The SYN did not leave this machine. */
  NOT_SENT;

  /** Whether it shows a router alive at the hop that was asked for. */
  boolean isFromRouter() {
    return switch (this) {
      case EXPIRED, UNNAMED -> true;
      case ANSWERED, REFUSED, REJECTED, NO_NEIGHBOUR, SILENT, NOT_SENT -> false;
    };
  }

  /** Whether the path ends here, so that no later hop needs to be asked. */
  boolean endsThePath() {
    return switch (this) {
      case ANSWERED, REFUSED, REJECTED, NO_NEIGHBOUR, NOT_SENT -> true;
      case EXPIRED, UNNAMED, SILENT -> false;
    };
  }
}
