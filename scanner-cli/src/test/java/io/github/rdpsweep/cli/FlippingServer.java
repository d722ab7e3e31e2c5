package io.github.rdpsweep.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Confirms standard RDP security on every other connection, the first one among them; else hangs
 * up.
 */
final class FlippingServer implements AutoCloseable {

  /** TPKT, and an X.224 Connection Confirm without negotiation data. */
  private static final byte[] CONFIRM = {3, 0, 0, 11, 6, (byte) 0xd0, 0, 0, 0, 0, 0};

  private static final int REQUEST_LENGTH = 19;

  private final ServerSocket socket;

  /** Listens. */
  FlippingServer(InetAddress address) throws IOException {
    socket = new ServerSocket(0, 50, address);
    Thread thread = new Thread(this::serve, "flipping-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    for (boolean ready = true; !socket.isClosed(); ready = !ready) {
      try (Socket client = socket.accept()) {
        client.getInputStream().readNBytes(REQUEST_LENGTH);
        if (ready) {
          client.getOutputStream().write(CONFIRM);
          client.getInputStream().read(); // until the client leaves
        }
      } catch (IOException e) {
        // A client that leaves by a reset, or the end.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
