package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Native epoll without channels: what the connections of one event loop share. */
final class DirectTransport implements Transport {

  /** Longer than any reply that is read, so that one receive is enough to decide. */
  private static final int RECEIVE_LENGTH = 2_048;

  /** Longer than any message of a handshake's client, mostly. */
  private static final int SEND_LENGTH = 2_048;

  private final LeaveMode leaveMode;
  private final ConnectionRequest usual;
  private final ByteBuffer usualRequest;
  private final Map<ConnectionRequest, ByteBuffer> otherRequests = new HashMap<>();
  private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(RECEIVE_LENGTH);

  /** The same memory as the receive buffer, for reading. */
  private final ByteBuf received = Unpooled.wrappedBuffer(receiveBuffer);

  /** For what is sent beyond the request; made when a probe first goes so far. */
  private ByteBuffer sendBuffer = ByteBuffer.allocateDirect(0);

  private final ByteBuffer tcpInfoBuffer =
      ByteBuffer.allocateDirect(TcpInfo.LENGTH).order(ByteOrder.nativeOrder());

  DirectTransport(ProbeSettings settings, LeaveMode leaveMode) {
    this.leaveMode = leaveMode;
    usual = settings.request();
    usualRequest = encode(usual);
  }

  private static ByteBuffer encode(ConnectionRequest request) {
    ByteBuffer encoded = ByteBuffer.allocateDirect(ConnectionRequest.LENGTH);
    request.encode(Unpooled.wrappedBuffer(encoded).clear());
    return encoded;
  }

  @Override
  public Connection newConnection(Slot slot, IoEventLoop eventLoop) {
    return new DirectConnection(this, slot, eventLoop);
  }

  LeaveMode leaveMode() {
    return leaveMode;
  }

  /** A Connection Request, from 0 to capacity. */
  ByteBuffer request(ConnectionRequest request) {
    return request.equals(usual)
        ? usualRequest
        : otherRequests.computeIfAbsent(request, DirectTransport::encode);
  }

  ByteBuffer receiveBuffer() {
    return receiveBuffer;
  }

  /** The first bytes of the receive buffer, to be read. */
  ByteBuf received(int length) {
    return received.setIndex(0, length);
  }

  /** A buffer with these bytes from 0 to its position. */
  ByteBuffer toSend(ByteBuf bytes) {
    if (sendBuffer.capacity() < bytes.readableBytes()) {
      sendBuffer = ByteBuffer.allocateDirect(Math.max(SEND_LENGTH, bytes.readableBytes()));
    }
    sendBuffer.clear().limit(bytes.readableBytes());
    bytes.readBytes(sendBuffer);
    return sendBuffer;
  }

  ByteBuffer tcpInfoBuffer() {
    return tcpInfoBuffer;
  }
}
