package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native epoll without channels: what the connections of one event loop share. Its buffers are the
 * garbage collector's, so that nobody has to give them back.
 */
final class DirectTransport implements Transport {

  /** Longer than any reply that is read, so that one receive is enough to decide. */
  private static final int RECEIVE_LENGTH = 2_048;

  /** struct tcp_info as far as tcpi_total_retrans, which every kernel since 2.6 has. */
  private static final int TCP_INFO_LENGTH = 104;

  private final boolean sendsRequest;
  private final LeaveMode leaveMode;
  private final ByteBuffer request = ByteBuffer.allocateDirect(ConnectionRequest.LENGTH);
  private final long requestAddress = Buffer.memoryAddress(request);
  private final ByteBuf receiveBuffer;
  private final long receiveAddress;
  private final ByteBuffer tcpInfoBuffer =
      ByteBuffer.allocateDirect(TCP_INFO_LENGTH).order(ByteOrder.nativeOrder());

  DirectTransport(ProbeSettings settings, LeaveMode leaveMode) {
    this.sendsRequest = settings.depth() != Stage.CONNECT;
    this.leaveMode = leaveMode;
    settings.request().encode(Unpooled.wrappedBuffer(request).clear());
    ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_LENGTH);
    receiveBuffer = Unpooled.wrappedBuffer(received);
    receiveAddress = Buffer.memoryAddress(received);
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

  /** Sends the Connection Request; returns whether the socket took it. */
  boolean sendRequest(LinuxSocket socket) throws IOException {
    return socket.sendAddress(requestAddress, 0, request.capacity()) > 0;
  }

  /**
   * Receives what is there, or as much as fits.
   *
   * @return how many bytes, 0 if there are none yet, negative at the end of the stream
   */
  int receive(LinuxSocket socket) throws IOException {
    int received = socket.recvAddress(receiveAddress, 0, RECEIVE_LENGTH);
    receiveBuffer.setIndex(0, Math.max(0, received));
    return received;
  }

  /** What was received last. */
  ByteBuf received() {
    return receiveBuffer;
  }

  ByteBuffer tcpInfoBuffer() {
    return tcpInfoBuffer;
  }
}
