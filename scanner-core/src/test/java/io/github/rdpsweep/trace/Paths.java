package io.github.rdpsweep.trace;

import io.github.rdpsweep.target.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths as tests write them, a word for each hop: {@code r1} for time exceeded from a router,
 * {@code r} from one without an address, {@code *} silence, {@code syn-ack}, {@code reset}, {@code
 * x3} for a rejection by router 3, {@code xh} for one by the host, {@code n} for no neighbour,
 * {@code own} for trouble of our own.
 */
final class Paths {

  static final InetSocketAddress TARGET = endpoint("192.0.2.9", 3389);
  static final InetSocketAddress NEIGHBOUR = endpoint("192.0.2.200", 3389);
  static final InetSocketAddress OTHER_PORT = endpoint("192.0.2.9", 445);

  private Paths() {}

  /**
   * A path.
   *
   * @param words what a connect of the usual kind brought, a colon, then the hops
   */
  static TracedPath path(InetSocketAddress destination, String words) {
    String[] parts = words.split(":", -1);
    List<Hop> hops = new ArrayList<>();
    for (String word : parts[1].strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        hops.add(new Hop(hops.size() + 1, word.equals("*") ? 3 : 1, reply(word)));
      }
    }
    boolean blind = words.matches("(.*\\W)?r\\b(?!\\d).*");
    return new TracedPath(
        destination, reply(parts[0].strip()), hops, blind ? "it takes Java 22 or later" : "");
  }

  static Reply reply(String word) {
    return switch (word) {
      case "*" -> Reply.silence(0);
      case "syn-ack" -> Reply.answered(0);
      case "reset" -> new Reply(ReplyKind.REFUSED, Optional.empty(), "reset", 0);
      case "r" -> new Reply(ReplyKind.UNNAMED, Optional.empty(), "EHOSTUNREACH", 0);
      case "n" -> new Reply(ReplyKind.NO_NEIGHBOUR, Optional.of(router(99)), "host unreachable", 0);
      case "own" -> new Reply(ReplyKind.NOT_SENT, Optional.empty(), "EPERM", 0);
      case "xh" -> rejection(TARGET.getAddress());
      default -> {
        InetAddress router = router(Integer.parseInt(word.substring(1)));
        yield word.startsWith("x")
            ? rejection(router)
            : new Reply(ReplyKind.EXPIRED, Optional.of(router), "time exceeded (ICMP 11/0)", 0);
      }
    };
  }

  private static Reply rejection(InetAddress from) {
    return new Reply(
        ReplyKind.REJECTED, Optional.of(from), "administratively prohibited (ICMP 3/13)", 0);
  }

  static InetAddress router(int number) {
    return address("198.51.100." + number);
  }

  static InetAddress address(String text) {
    return IpAddress.parse(text).toInetAddress();
  }

  private static InetSocketAddress endpoint(String address, int port) {
    return new InetSocketAddress(address(address), port);
  }
}
