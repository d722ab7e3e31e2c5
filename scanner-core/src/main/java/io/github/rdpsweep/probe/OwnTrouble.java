package io.github.rdpsweep.probe;

import java.util.Locale;

/**
 * What the scanner itself ran out of, or was denied, while trying to reach a target. Slows the
 * sweep down and is tried again; says nothing about a host.
 */
public enum OwnTrouble {
  /** No file descriptor left (EMFILE, ENFILE). */
  DESCRIPTORS,
  /** No local port or address left (EADDRNOTAVAIL, EADDRINUSE). */
  PORTS,
  /** No memory for a socket or a packet (ENOBUFS, ENOMEM). */
  BUFFERS,
  /** A local firewall, or a full table of its connections, dropped the packet (EPERM). */
  DENIED,
  /** The socket refused for another reason. */
  OTHER,
  /** The event loop was too late to tell silence from an answer that it had not read yet. */
  LATE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in the summary and its files; stable. */
  public String label() {
    return label;
  }
}
