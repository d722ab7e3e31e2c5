package io.github.rdpsweep.trace;

import io.netty.channel.unix.FileDescriptor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the ICMP errors that Linux keeps at a socket. That takes {@code recvmsg} with {@code
 * MSG_ERRQUEUE}, which neither the JDK nor Netty's epoll offers; how it is called depends on what
 * this machine has.
 */
interface ErrorQueue extends AutoCloseable {

  /** {@code MSG_ERRQUEUE | MSG_DONTWAIT}. */
  int FLAGS = 0x2000 | 0x40;

  /**
   * Takes the next error, if there is one; one call at a time. The socket must stay open until the
   * result is there.
   */
  CompletableFuture<Optional<IcmpError>> next(FileDescriptor socket);

  /** Why errors cannot be read; empty if they can. */
  String blindness();

  @Override
  void close();

  /** The best that there is on this machine. */
  static ErrorQueue open() {
    return ForeignErrorQueue.open()
        .or(RingErrorQueue::open)
        .orElseGet(() -> new NoErrorQueue(ForeignErrorQueue.NEEDS + " or io_uring"));
  }
}
