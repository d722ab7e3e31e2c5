package io.github.rdpsweep.trace;

import io.github.rdpsweep.trace.Conclusion.Ending;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A path beside one that works: to a neighbour, or to another port of the same host.
 *
 * @param place where the first path ends, seen from the second one
 * @param distance how many hops away the reference answers or refuses; 0 if that is not known
 * @param common the last hop where both paths show the same router, all earlier ones being the same
 *     or unknown; 0 if there is none
 */
public record Comparison(Place place, int distance, int common) {

  /** Where a path ends, in comparison. */
  public enum Place {
    /** Ahead of the last router before the reference, where routers answered for the reference. */
    IN_THE_PATH,
    /** At the last router before the reference, or behind it. */
    AT_THE_END,
    /** Behind the last router that says anything, on both paths. */
    AMONG_QUIET_ROUTERS,
    /** The path does not end ahead of its destination. */
    NOWHERE,
    /** The reference does not answer either, or nobody knows how far away it is. */
    UNKNOWN
  }

  public Comparison {
    Objects.requireNonNull(place);
  }

  /** Lays a path beside a reference. */
  public static Comparison of(TracedPath path, TracedPath reference) {
    Conclusion conclusion = Conclusion.of(path);
    Conclusion healthy = Conclusion.of(reference);
    boolean there = healthy.ending() == Ending.ANSWERS || healthy.ending() == Ending.REFUSES;
    int distance = there ? healthy.hop() : 0;
    return new Comparison(
        place(conclusion, distance, reference), distance, lastCommonHop(path, reference));
  }

  private static Place place(Conclusion conclusion, int distance, TracedPath reference) {
    int hop = conclusion.hop();
    return switch (conclusion.ending()) {
      case ANSWERS, NO_NEIGHBOUR, NOT_SENT -> Place.NOWHERE;
      case UNNAMED -> Place.UNKNOWN;
      case HOST_REJECTS -> distance == 0 ? Place.UNKNOWN : Place.AT_THE_END;
      // A reset bears the host's address; only the distance tells who sent it.
      case REFUSES -> distance == 0 || hop == 0 ? Place.UNKNOWN : ended(hop, distance);
      case ROUTER_REJECTS, LOOPS ->
          distance == 0 || hop == 0 ? Place.UNKNOWN : ended(hop + 1, distance);
      case TOO_FAR -> Place.UNKNOWN;
      case DIES -> {
        if (distance == 0) {
          yield Place.UNKNOWN;
        }
        Place place = ended(hop + 1, distance);
        yield place == Place.IN_THE_PATH && !reference.hasRouterBetween(hop + 1, distance - 1)
            ? Place.AMONG_QUIET_ROUTERS
            : place;
      }
    };
  }

  private static Place ended(int firstMissing, int distance) {
    return firstMissing < distance ? Place.IN_THE_PATH : Place.AT_THE_END;
  }

  private static int lastCommonHop(TracedPath path, TracedPath reference) {
    int common = 0;
    for (int hop = 1; hop <= Math.min(path.hops().size(), reference.hops().size()); hop++) {
      Optional<InetAddress> one = path.addressOf(hop);
      Optional<InetAddress> other = reference.addressOf(hop);
      if (one.isPresent() && other.isPresent()) {
        if (!one.equals(other)) {
          return common;
        }
        common = hop;
      }
    }
    return common;
  }
}
