package io.github.rdpsweep.trace;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has io_uring call {@code recvmsg}, since Netty's event loop for it takes operations of any kind:
 * for JDKs without foreign functions.
 */
final class RingErrorQueue implements ErrorQueue, IoUringIoHandle {

  private static final byte IORING_OP_RECVMSG = 10;
  private static final int RING_SIZE = 8;

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1,
          new DefaultThreadFactory("trace-errors", true),
          IoUringIoHandler.newFactory(RING_SIZE));
  private final IoRegistration registration;
  private final ErrorMessage message = new ErrorMessage();

  /** The call under way; the submission hands it over to the ring's thread. */
  private CompletableFuture<Optional<IcmpError>> pending;

  private RingErrorQueue() {
    registration = loop.register(this).syncUninterruptibly().getNow();
  }

  /** The queue, if this machine has io_uring and allows it. */
  static Optional<ErrorQueue> open() {
    return IoUring.isAvailable() ? Optional.of(new RingErrorQueue()) : Optional.empty();
  }

  @Override
  public CompletableFuture<Optional<IcmpError>> next(FileDescriptor socket) {
    CompletableFuture<Optional<IcmpError>> result = new CompletableFuture<>();
    pending = result;
    registration.submit(
        new IoUringIoOps(
            IORING_OP_RECVMSG,
            (byte) 0,
            (short) 0,
            socket.intValue(),
            0L,
            message.address(),
            1,
            FLAGS,
            0L,
            (short) 0,
            (short) 0,
            0,
            0L));
    return result;
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    int received = ((IoUringIoEvent) event).res();
    pending.complete(received < 0 ? Optional.empty() : message.error());
  }

  @Override
  public String blindness() {
    return "";
  }

  @Override
  public void close() {
    registration.cancel();
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
