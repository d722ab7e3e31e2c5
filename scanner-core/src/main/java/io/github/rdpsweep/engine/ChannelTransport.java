package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A Netty channel for every connection: works wherever Netty does. */
final class ChannelTransport implements Transport {

  /** Netty's native channels know these two; for others they have no value. */
  private static final ChannelOption<ByteBuffer> TCP_INFO =
      new RawUnixChannelOption("TCP_INFO", TcpInfo.LEVEL, TcpInfo.OPTION, TcpInfo.LENGTH);

  private static final ChannelOption<Integer> SO_ERROR =
      new IntegerUnixChannelOption("SO_ERROR", 1, 4);

  private final Function<SocketProtocolFamily, ? extends SocketChannel> channels;
  private final LeaveMode leaveMode;
  private final ConnectionRequest usual;
  private final ByteBuf usualRequest;
  private final Map<ConnectionRequest, ByteBuf> otherRequests = new HashMap<>();

  ChannelTransport(
      Function<SocketProtocolFamily, ? extends SocketChannel> channels,
      ProbeSettings settings,
      LeaveMode leaveMode) {
    this.channels = channels;
    this.leaveMode = leaveMode;
    usual = settings.request();
    usualRequest = encode(usual);
  }

  @Override
  public Connection newConnection(Slot slot, IoEventLoop eventLoop) {
    return new ChannelConnection(this, slot, eventLoop);
  }

  private static ByteBuf encode(ConnectionRequest request) {
    // The garbage collector's, so that nobody has to give it back.
    ByteBuf encoded =
        Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(ConnectionRequest.LENGTH)).clear();
    request.encode(encoded);
    return encoded;
  }

  SocketChannel newChannel(InetAddress remote, int trafficClass) {
    SocketChannel channel =
        channels.apply(
            remote instanceof Inet6Address
                ? SocketProtocolFamily.INET6
                : SocketProtocolFamily.INET);
    // Deadlines are the lane's; Netty's own would cost a scheduled task a connection.
    channel.config().setConnectTimeoutMillis(0);
    if (leaveMode == LeaveMode.RST) {
      channel.config().setSoLinger(0);
    }
    if (trafficClass != 0) {
      channel.config().setTrafficClass(trafficClass);
    }
    return channel;
  }

  /** Whether a channel that claims to be connected is, as far as its platform tells. */
  boolean isConnected(SocketChannel channel) {
    try {
      ByteBuffer info = channel.config().getOption(TCP_INFO);
      return info == null || TcpInfo.isConnected(info);
    } catch (ChannelException e) {
      return true; // closed meanwhile, which is told by itself
    }
  }

  /** The number of the error that a channel's socket has pending, or 0 if there is none yet. */
  int takeError(SocketChannel channel) {
    try {
      return channel.config().getOption(SO_ERROR);
    } catch (ChannelException e) {
      return 0;
    }
  }

  PathFacts pathFacts(SocketChannel channel) {
    try {
      ByteBuffer info = channel.config().getOption(TCP_INFO);
      return info == null ? PathFacts.NONE : TcpInfo.pathFacts(info.order(ByteOrder.nativeOrder()));
    } catch (ChannelException e) {
      return PathFacts.NONE; // closed meanwhile
    }
  }

  /** A Connection Request, to be written once. */
  ByteBuf request(ConnectionRequest request) {
    ByteBuf encoded =
        request.equals(usual)
            ? usualRequest
            : otherRequests.computeIfAbsent(request, ChannelTransport::encode);
    return encoded.retainedDuplicate();
  }
}
