package io.github.rdpsweep.trace;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a path ends, concluded from what its hops said.
 *
 * @param ending how it ends
 * @param hop where: the destination's distance if it answers or refuses, the hop of the router that
 *     rejects or that answered last; 0 if that is not known
 * @param router who answered there, if that was a router whose address is known
 */
public record Conclusion(Ending ending, int hop, Optional<InetAddress> router) {

  /** How a path ends. */
  public enum Ending {
    /** A SYN-ACK came back. */
    ANSWERS,
    /** A reset came back. */
    REFUSES,
    /** A router sent an ICMP error. */
    ROUTER_REJECTS,
    /** The destination itself sent an ICMP error. */
    HOST_REJECTS,
    /** SYNs go round in circles until their hops are used up. */
    LOOPS,
    /** SYNs get no answer beyond a hop. */
    DIES,
    /** Routers answer as far as was traced, and nothing else does. */
    TOO_FAR,
    /** An ICMP error ends it, which cannot be read here. */
    UNNAMED,
    /** This machine finds nobody at the next address. */
    NO_NEIGHBOUR,
    /** SYNs do not leave this machine. */
    NOT_SENT;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in files; stable. */
    public String label() {
      return label;
    }
  }

  public Conclusion {
    Objects.requireNonNull(ending);
    Objects.requireNonNull(router);
  }

  /** Judges a path by itself. */
  public static Conclusion of(TracedPath path) {
    for (ReplyKind kind : new ReplyKind[] {ReplyKind.ANSWERED, ReplyKind.REFUSED}) {
      Optional<Hop> there = path.first(kind);
      if (there.isPresent() || path.straight().kind() == kind) {
        Ending ending = kind == ReplyKind.ANSWERED ? Ending.ANSWERS : Ending.REFUSES;
        return at(ending, there.map(Hop::distance).orElse(0));
      }
    }
    Optional<Hop> rejecting = path.first(ReplyKind.REJECTED);
    if (path.straight().kind() == ReplyKind.REJECTED || rejecting.isPresent()) {
      return rejected(path, rejecting);
    }
    return switch (path.straight().kind()) {
      case EXPIRED -> loop(path, path.straight());
      case UNNAMED -> at(Ending.UNNAMED, 0);
      case NO_NEIGHBOUR -> at(Ending.NO_NEIGHBOUR, 0);
      case NOT_SENT -> at(Ending.NOT_SENT, 0);
      case SILENT, ANSWERED, REFUSED, REJECTED -> silence(path);
    };
  }

  private static Conclusion rejected(TracedPath path, Optional<Hop> rejecting) {
    Reply rejection = rejecting.map(Hop::reply).orElse(path.straight());
    InetAddress from = rejection.from().orElseThrow();
    if (from.equals(path.destination().getAddress())) {
      return at(Ending.HOST_REJECTS, rejecting.map(Hop::distance).orElse(0));
    }
    // A router that forwards no further still counts hops first: it answers for its own hop with
    // time exceeded, and rejects what comes with more hops to go.
    int hop = path.first(from).map(Hop::distance).orElse(0);
    return new Conclusion(Ending.ROUTER_REJECTS, hop, Optional.of(from));
  }

  private static Conclusion loop(TracedPath path, Reply expired) {
    for (Hop later : path.hops()) {
      Optional<InetAddress> router = later.reply().from();
      if (router.isPresent()) {
        Hop first = path.first(router.get()).orElse(later);
        if (first.distance() < later.distance() - 1) {
          return new Conclusion(Ending.LOOPS, first.distance(), router);
        }
      }
    }
    return new Conclusion(Ending.LOOPS, 0, expired.from());
  }

  private static Conclusion silence(TracedPath path) {
    if (path.first(ReplyKind.NOT_SENT).isPresent()) {
      return at(Ending.NOT_SENT, 0);
    }
    int last = path.lastRouter();
    // A walk ends at a router only where it was not to go farther.
    boolean cutShort = last > 0 && last == path.hops().size();
    return new Conclusion(cutShort ? Ending.TOO_FAR : Ending.DIES, last, path.addressOf(last));
  }

  private static Conclusion at(Ending ending, int hop) {
    return new Conclusion(ending, hop, Optional.empty());
  }
}
