package io.github.rdpsweep.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One listener that is every host: on Linux it answers for all of 127.0.0.0/8, elsewhere for
 * 127.0.0.1. For sweeps of more addresses than there are descriptors.
 */
public final class WildcardHost implements AutoCloseable {

  /**
   * As many as a fast sweep has in flight; the kernel lowers it to its own limit ({@code
   * net.core.somaxconn}), above which it drops SYNs.
   */
  private static final int BACKLOG = 65_535;

  private final Behaviour behaviour;
  private final Listeners listeners;
  private final int port;

  private WildcardHost(Behaviour behaviour, Listeners listeners, int port) {
    this.behaviour = behaviour;
    this.listeners = listeners;
    this.port = port;
  }

  /**
   * Listens on a free port, with one event loop.
   *
   * @throws IllegalArgumentException if a host of that behaviour does not {@linkplain
   *     Behaviour#accepts accept}
   */
  public static WildcardHost start(Behaviour behaviour) throws IOException {
    return start(behaviour, 1);
  }

  /** Listens on a free port, with the given number of event loops. */
  public static WildcardHost start(Behaviour behaviour, int eventLoops) throws IOException {
    Listeners listeners = new Listeners(eventLoops);
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);
      int port = listeners.open(any, behaviour, BACKLOG).getPort();
      return new WildcardHost(behaviour, listeners, port);
    } catch (IOException | RuntimeException e) {
      listeners.close();
      throw e;
    }
  }

  /** The port, the same on every address. */
  public int port() {
    return port;
  }

  /** What every address does. */
  public Behaviour behaviour() {
    return behaviour;
  }

  /** Connections that were accepted so far. */
  public long accepted() {
    return listeners.accepted();
  }

  @Override
  public void close() {
    listeners.close();
  }
}
