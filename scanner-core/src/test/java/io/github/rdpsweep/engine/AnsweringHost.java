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

  private static final int BACKLOG = 1_024;

  private final ServerSocket listener;
  private final Thread thread;

  private AnsweringHost(ServerSocket listener) {
    this.listener = listener;
    thread = new Thread(this::serve, "answering-host");
    thread.setDaemon(true);
  }

  static AnsweringHost start(InetAddress address) throws IOException {
    return start(new InetSocketAddress(address, 0));
  }

  private static AnsweringHost start(InetSocketAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(address, BACKLOG);
    AnsweringHost host = new AnsweringHost(listener);
    host.thread.start();
    return host;
  }

  /** Answers on a port of all addresses until the process is ended; says when it is ready. */
  public static void main(String[] args) throws IOException, InterruptedException {
    AnsweringHost host = start(new InetSocketAddress(Integer.parseInt(args[0])));
    System.out.println("listening");
    host.thread.join();
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
