package io.github.rdpsweep.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** Which of this machine's addresses the network will see. */
final class SourceAddress {

  private SourceAddress() {}

  /** The one that packets to a target leave from, as the routes are now; nothing is sent. */
  static Optional<InetAddress> towards(InetSocketAddress target) {
    // Connecting a datagram socket only looks up the route.
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(target);
      return Optional.of(((InetSocketAddress) channel.getLocalAddress()).getAddress());
    } catch (IOException e) {
      return Optional.empty(); // no route
    }
  }
}
