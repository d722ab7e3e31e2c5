package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Native epoll without channels: what the connections of one event loop share. */
final class DirectTransport implements Transport {

  /** Longer than any reply that is read, so that one receive is enough to decide. */
  private static final int RECEIVE_LENGTH = 2_048;

  /** struct tcp_info as far as tcpi_total_retrans, which every kernel since 2.6 has. */
  private static final int TCP_INFO_LENGTH = 104;

  private final boolean sendsRequest;
  private final LeaveMode leaveMode;
  private final ByteBuf request;
  private final ByteBuf receiveBuffer = Unpooled.directBuffer(RECEIVE_LENGTH);
  private final ByteBuffer tcpInfoBuffer =
      ByteBuffer.allocateDirect(TCP_INFO_LENGTH).order(ByteOrder.nativeOrder());

  DirectTransport(ProbeSettings settings, LeaveMode leaveMode) {
    this.sendsRequest = settings.depth() != Stage.CONNECT;
    this.leaveMode = leaveMode;
    request = Unpooled.directBuffer();
    settings.request().encode(request);
  }

  @Override
  public Connection newConnection(Slot slot, IoEventLoop eventLoop) {
    return new DirectConnection(this, slot, eventLoop);
  }

  boolean sendsRequest() {
    return sendsRequest;
  }

  LeaveMode leaveMode() {
    return leaveMode;
  }

  ByteBuf request() {
    return request;
  }

  ByteBuf receiveBuffer() {
    return receiveBuffer;
  }

  ByteBuffer tcpInfoBuffer() {
    return tcpInfoBuffer;
  }
}
