package io.github.rdpsweep.engine;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * The transport that a sweep uses on this machine.
 *
 * @param kind never {@link TransportKind#AUTO}
 * @param reason why it is not the one that would be preferred, or empty
 */
public record TransportChoice(TransportKind kind, String reason) {

  /**
   * Finds the transport for a wish.
   *
   * @throws IllegalArgumentException if the wish is for one that this machine does not have
   */
  public static TransportChoice of(TransportKind wish) {
    return switch (wish) {
      case AUTO ->
          Epoll.isAvailable()
              ? new TransportChoice(TransportKind.EPOLL, "")
              : new TransportChoice(
                  TransportKind.NIO, "native epoll: " + reason(Epoll.unavailabilityCause()));
      case EPOLL -> required(wish, Epoll.isAvailable() ? null : Epoll.unavailabilityCause());
      case IO_URING -> required(wish, IoUring.isAvailable() ? null : IoUring.unavailabilityCause());
      case NIO -> new TransportChoice(wish, "");
    };
  }

  private static TransportChoice required(TransportKind wish, Throwable unavailability) {
    if (unavailability != null) {
      throw new IllegalArgumentException(
          "transport \"" + wish.label() + "\" is not available here: " + reason(unavailability));
    }
    return new TransportChoice(wish, "");
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  IoHandlerFactory ioHandlerFactory() {
    return switch (kind) {
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
      case NIO, AUTO -> NioIoHandler.newFactory();
    };
  }

  Transport transport(SweepConfig config) {
    return switch (kind) {
      case EPOLL -> new DirectTransport(config.probe(), config.leaveMode());
      case IO_URING ->
          new ChannelTransport(
              family -> new IoUringSocketChannel(), config.probe(), config.leaveMode());
      case NIO, AUTO ->
          new ChannelTransport(
              // The JDK marks IPv4 packets of IPv4 sockets only, and makes IPv6 ones if not told.
              family -> new NioSocketChannel(SelectorProvider.provider(), family),
              config.probe(),
              config.leaveMode());
    };
  }
}
