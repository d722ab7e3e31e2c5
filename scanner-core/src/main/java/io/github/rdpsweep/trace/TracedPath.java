package io.github.rdpsweep.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen on the way to a destination.
 *
 * @param destination address and port
 * @param straight the reply to a connect of the usual kind, whose packets may go all the way
 * @param hops from the first one on, without gaps
 * @param blind why ICMP errors could not be read, so that hops have no addresses; or empty
 */
public record TracedPath(
    InetSocketAddress destination, Reply straight, List<Hop> hops, String blind) {

  public TracedPath {
    Objects.requireNonNull(destination);
    Objects.requireNonNull(straight);
    Objects.requireNonNull(blind);
    hops = List.copyOf(hops);
  }

  /** The farthest hop where a router answered; 0 if none did. */
  int lastRouter() {
    return hops.stream()
        .filter(hop -> hop.kind().isFromRouter())
        .mapToInt(Hop::distance)
        .max()
        .orElse(0);
  }

  /** The nearest hop with a reply of this kind. */
  Optional<Hop> first(ReplyKind kind) {
    return hops.stream().filter(hop -> hop.kind() == kind).findFirst();
  }

  /** The nearest hop that this address answered from. */
  Optional<Hop> first(InetAddress router) {
    return hops.stream().filter(hop -> hop.reply().from().equals(Optional.of(router))).findFirst();
  }

  /** Who answered at a hop, where that is known. */
  Optional<InetAddress> addressOf(int distance) {
    return distance < 1 || distance > hops.size()
        ? Optional.empty()
        : hops.get(distance - 1).reply().from();
  }

  /** Whether a router answered at one of these hops. */
  boolean hasRouterBetween(int first, int last) {
    return hops.stream()
        .anyMatch(
            hop -> hop.distance() >= first && hop.distance() <= last && hop.kind().isFromRouter());
  }

  /** SYNs sent at the least: a connect of the usual kind repeats its own. */
  public int connects() {
    return 1 + hops.stream().mapToInt(Hop::tries).sum();
  }
}
