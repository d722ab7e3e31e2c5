package io.github.rdpsweep.trace;

import io.netty.channel.unix.FileDescriptor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * For machines on which ICMP errors cannot be read.
 *
 * @param needs what it would take
 */
record NoErrorQueue(String needs) implements ErrorQueue {

  @Override
  public CompletableFuture<Optional<IcmpError>> next(FileDescriptor socket) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public String blindness() {
    return "reading who sent an ICMP error takes " + needs;
  }

  @Override
  public void close() {}
}
