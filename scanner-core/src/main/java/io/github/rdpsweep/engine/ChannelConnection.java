package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FailureClassifier;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A connection on a Netty channel, a fresh one for every target. */
/*
 * io_uring reports a connect as successful where an ICMP error met the SYN: the kernel wakes it for
 * the error and, having set it aside as a soft one, finds nothing wrong. So the socket is asked.
 */
final class ChannelConnection implements Connection {

  private final ChannelTransport transport;
  private final Slot slot;
  private final EventLoop eventLoop;

  /** The channel of the present target; what earlier ones still say is noise. */
  private SocketChannel channel;

  private ProbeSettings settings;
  private boolean established;

  ChannelConnection(ChannelTransport transport, Slot slot, EventLoop eventLoop) {
    this.transport = transport;
    this.slot = slot;
    this.eventLoop = eventLoop;
  }

  @Override
  public void connect(InetSocketAddress remote, ProbeSettings next) {
    settings = next;
    SocketChannel fresh;
    try {
      fresh = transport.newChannel(remote.getAddress(), next.trafficClass());
    } catch (ChannelException e) {
      slot.failed(FailureClassifier.immediate(e));
      return;
    }
    channel = fresh;
    established = false;
    fresh.pipeline().addLast(new Events(fresh));
    ChannelFuture registered = eventLoop.register(fresh);
    if (!registered.isSuccess()) {
      slot.failed(FailureClassifier.immediate(registered.cause()));
      return;
    }
    ChannelFuture connected = fresh.connect(remote);
    if (connected.isDone() && !connected.isSuccess()) {
      slot.failed(FailureClassifier.immediate(connected.cause()));
      return;
    }
    connected.addListener(done -> unlessLeft(fresh, () -> connected(fresh, done.cause())));
  }

  /**
   * Passes on what a channel says, if it is still the one that matters. A defect of ours would end
   * in Netty's log otherwise, and the sweep would wait for ever.
   */
  private void unlessLeft(SocketChannel from, Runnable event) {
    if (from == channel) {
      try {
        event.run();
      } catch (RuntimeException | Error e) {
        slot.broken(e);
      }
    }
  }

  private void connected(SocketChannel from, Throwable failure) {
    if (failure != null) {
      slot.failed(FailureClassifier.connecting(failure));
    } else if (transport.isConnected(from)) {
      connected(from);
    } else {
      int error = transport.takeError(from);
      if (error != 0) {
        slot.failed(FailureClassifier.connecting(error));
      } // else the error is on its way, and the channel will end by it
    }
  }

  private void connected(SocketChannel from) {
    established = true;
    if (slot.connected(slot.now())) {
      send(from, transport.request(settings.request()));
    }
  }

  @Override
  public void send(ByteBuf bytes) {
    send(channel, channel.alloc().directBuffer(bytes.readableBytes()).writeBytes(bytes));
  }

  private void send(SocketChannel to, ByteBuf bytes) {
    to.writeAndFlush(bytes).addListener(sent -> unlessLeft(to, () -> sent(sent.cause())));
  }

  private void sent(Throwable failure) {
    if (failure != null) {
      failed(failure);
    }
  }

  private void failed(Throwable cause) {
    slot.failed(
        established ? FailureClassifier.established(cause) : FailureClassifier.connecting(cause));
  }

  private void ended() {
    if (established) {
      slot.closed();
    } else {
      slot.failed(FailureClassifier.UNNAMED);
    }
  }

  @Override
  public PathFacts pathFacts() {
    return channel == null ? PathFacts.NONE : transport.pathFacts(channel);
  }

  @Override
  public Optional<InetSocketAddress> localAddress() {
    return Optional.ofNullable(channel).map(SocketChannel::localAddress);
  }

  @Override
  public void leave() {
    close();
  }

  @Override
  public void close() {
    SocketChannel last = channel;
    channel = null;
    if (last != null) {
      last.unsafe().close(last.voidPromise());
    }
  }

  private final class Events extends ChannelInboundHandlerAdapter {
    private final SocketChannel from;

    Events(SocketChannel from) {
      this.from = from;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      try {
        unlessLeft(from, () -> slot.received(bytes));
      } finally {
        bytes.release();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      unlessLeft(from, ChannelConnection.this::ended);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      unlessLeft(from, () -> failed(cause));
    }
  }
}
