package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.netty.channel.socket.SocketChannel;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** A Netty channel for every connection: works wherever Netty does. */
final class ChannelTransport implements Transport {

  private final Supplier<? extends SocketChannel> channels;
  private final LeaveMode leaveMode;
  private final ByteBuf request;

  ChannelTransport(
      Supplier<? extends SocketChannel> channels, ProbeSettings settings, LeaveMode leaveMode) {
    this.channels = channels;
    this.leaveMode = leaveMode;
    // The garbage collector's, so that nobody has to give it back.
    request = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(ConnectionRequest.LENGTH)).clear();
    settings.request().encode(request);
  }

  @Override
  public Connection newConnection(Slot slot, IoEventLoop eventLoop) {
    return new ChannelConnection(this, slot, eventLoop);
  }

  SocketChannel newChannel() {
    SocketChannel channel = channels.get();
    // Deadlines are the lane's; Netty's own would cost a scheduled task a connection.
    channel.config().setConnectTimeoutMillis(0);
    if (leaveMode == LeaveMode.RST) {
      channel.config().setSoLinger(0);
    }
    return channel;
  }

  /** The Connection Request, to be written once. */
  ByteBuf request() {
    return request.retainedDuplicate();
  }
}
