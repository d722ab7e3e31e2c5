package io.github.rdpsweep.engine;

import java.util.Locale;

/** How a sweep talks to the kernel. */
public enum TransportKind {
  /** {@link #EPOLL} where it is available, else {@link #NIO}. */
  AUTO,
  /** Linux: one reusable socket a slot on native epoll, without a Netty channel. */
  EPOLL,
  /** Every platform: one Netty channel a connection on the JDK's selector. */
  NIO,
  /**
   * Linux: one Netty channel a connection on io_uring, which does not tell that an error came at
   * once: where this machine has no route, the outcome is {@code unreachable}.
   */
  IO_URING;

  /** The word used in options and in the summary. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
