package io.github.rdpsweep.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * A port that refuses connections, and stays refusing: bound, so that neither another process nor a
 * connection's own end can take it, but not listening.
 */
final class HeldPort implements Closeable {

  private final SocketChannel socket;
  private final InetSocketAddress address;

  private HeldPort(SocketChannel socket, InetSocketAddress address) {
    this.socket = socket;
    this.address = address;
  }

  static HeldPort open(InetSocketAddress address) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET);
    try {
      socket.bind(address);
      return new HeldPort(socket, (InetSocketAddress) socket.getLocalAddress());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether an address is ours to bind. */
  static boolean isPossible(InetSocketAddress address) {
    try (HeldPort port = open(address)) {
      return port.address().getAddress().equals(address.getAddress());
    } catch (IOException e) {
      return false;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
