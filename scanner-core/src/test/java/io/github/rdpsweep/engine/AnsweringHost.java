package io.github.rdpsweep.engine;

import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.testing.Captures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An RDP host on any address of this machine, one connection at a time. */
final class AnsweringHost implements AutoCloseable {

  private final ServerSocket listener;
  private final Thread thread;

  private AnsweringHost(ServerSocket listener) {
    this.listener = listener;
    thread = new Thread(this::serve, "answering-host");
    thread.setDaemon(true);
  }

  static AnsweringHost start(InetAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(new InetSocketAddress(address, 0));
    AnsweringHost host = new AnsweringHost(listener);
    host.thread.start();
    return host;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket connection = listener.accept()) {
        byte[] request = connection.getInputStream().readNBytes(ConnectionRequest.LENGTH);
        if (request.length == ConnectionRequest.LENGTH) {
          connection.getOutputStream().write(Captures.hex(Captures.SERVER_2012_R2_CONFIRM));
          connection.getInputStream().readAllBytes();
        }
      } catch (IOException e) {
        // Reset by the prober, as it leaves; or closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
