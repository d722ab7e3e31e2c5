package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A slot's way to the network, used for target after target; the slot is told what happens. All
 * calls on the slot's event loop.
 */
interface Connection {

  /**
   * Begins to connect. Whatever comes of it is told to the slot, possibly before this returns where
   * it fails at once.
   *
   * @param settings whether to send a request once connected, which one, and how to mark packets
   */
  void connect(InetSocketAddress remote, ProbeSettings settings);

  /**
   * Sends more than the Connection Request; what the kernel does not take at once follows when it
   * does. The slot hears of trouble, possibly before this returns.
   *
   * @param bytes not released
   */
  void send(ByteBuf bytes);

  /** What the kernel knows of the path of the established connection. */
  PathFacts pathFacts();

  /** The scanner's side of the established connection, if the kernel tells. */
  Optional<InetSocketAddress> localAddress();

  /** Ends the connection, or the attempt, at once. The slot hears nothing more of it. */
  void leave();

  /** Gives back what is kept for the next target. */
  void close();

  /** A number that orders connections for closing; descending order closes faster. */
  default int descriptor() {
    return -1;
  }
}
