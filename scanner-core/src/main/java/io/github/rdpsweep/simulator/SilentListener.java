package io.github.rdpsweep.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An address that answers no SYN, though a socket is there.
 *
 * <p>How this works: a kernel drops the SYNs to a listener whose accept queue is full. This one has
 * the smallest queue there is and never accepts; connections of our own fill it, and are kept. That
 * the queue is full shows in a connect that stays pending: loopback delivers a SYN before the
 * connect call returns, so one that is unanswered some time later was dropped.
 */
final class SilentListener implements Closeable {

  /** Connections that fill the queue on Linux, which takes one more than the backlog. */
  static final int EXPECTED_FILLERS = 2;

  private static final int SMALLEST_BACKLOG = 1; // 0 would mean the platform's default
  private static final int MAX_FILLERS = 16;
  private static final long PENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final List<SocketChannel> fillers = new ArrayList<>();

  private SilentListener(ServerSocketChannel listener, InetSocketAddress address) {
    this.listener = listener;
    this.address = address;
  }

  /** Listens, but is not silent before {@link #silence}. */
  static SilentListener open(InetSocketAddress address) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      listener.bind(address, SMALLEST_BACKLOG);
      return new SilentListener(listener, (InetSocketAddress) listener.getLocalAddress());
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /** Whether listeners fall silent on this platform, by trying one. */
  static boolean isPossible(InetSocketAddress address) {
    try (SilentListener listener = open(address)) {
      silence(List.of(listener));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes all of them silent.
   *
   * @throws IOException if one takes connection after connection, or refuses them
   */
  static void silence(List<SilentListener> listeners) throws IOException {
    List<SilentListener> open = listeners;
    while (!open.isEmpty()) {
      open = fillOnce(open);
    }
  }

  /** Connects once to each; returns those that took the connection and may take another. */
  private static List<SilentListener> fillOnce(List<SilentListener> listeners) throws IOException {
    for (SilentListener listener : listeners) {
      listener.connect();
    }
    long start = System.nanoTime();
    while (!allConnected(listeners) && System.nanoTime() - start < PENDING_NANOS) {
      LockSupport.parkNanos(PENDING_NANOS);
    }
    List<SilentListener> open = new ArrayList<>();
    for (SilentListener listener : listeners) {
      if (listener.isConnected()) {
        open.add(listener);
      } else {
        listener.fillers.remove(listener.fillers.size() - 1).close();
      }
    }
    return open;
  }

  private static boolean allConnected(List<SilentListener> listeners) throws IOException {
    for (SilentListener listener : listeners) {
      if (!listener.isConnected()) {
        return false;
      }
    }
    return true;
  }

  private void connect() throws IOException {
    if (fillers.size() == MAX_FILLERS) {
      throw new IOException(address + ": takes connections without end, so cannot be silent");
    }
    SocketChannel filler = SocketChannel.open(StandardProtocolFamily.INET);
    fillers.add(filler);
    filler.configureBlocking(false);
    filler.connect(address);
  }

  private boolean isConnected() throws IOException {
    return fillers.get(fillers.size() - 1).finishConnect();
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    listener.close();
  }
}
