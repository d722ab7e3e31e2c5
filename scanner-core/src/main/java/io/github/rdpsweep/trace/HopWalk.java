package io.github.rdpsweep.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Decides which hop to ask next, from what the hops asked so far have said. */
/*
 * How this works, and why: of the hops that matter and did not answer yet, the least asked one is
 * next, the nearest of these first. So a walk goes out once and then comes back, in rounds, to what
 * was silent: a router that had spent its allowance of ICMP errors is asked again when others were
 * in between, and one missing answer decides nothing.
 *
 * The hops that matter reach to the nearest one that ends the path; while none does, to a few hops
 * behind the last router that answered. Where a connect of the usual kind was answered, it is known
 * that the path goes on, and silent routers do not stop the walk.
 */
final class HopWalk {

  /**
   * Routers in a row that may be silent before the walk stops; core networks hide about as many.
   */
  static final int SILENT_HOPS = 5;

  private final TraceSettings settings;
  private final Reply straight;
  private final List<Hop> hops = new ArrayList<>();

  /**
   * Begins at the first hop.
   *
   * @param straight what a connect of the usual kind brought
   */
  HopWalk(TraceSettings settings, Reply straight) {
    this.settings = settings;
    this.straight = straight;
  }

  /** The hop to ask next; empty if the walk is over. */
  OptionalInt next() {
    if (!isWorthwhile()) {
      return OptionalInt.empty();
    }
    int horizon = horizon();
    if (hops.size() < horizon) {
      return OptionalInt.of(hops.size() + 1); // not asked yet comes first
    }
    return leastAsked(horizon);
  }

  /* An error that cannot be read comes for every hop, and shows none. */
  private boolean isWorthwhile() {
    return switch (straight.kind()) {
      case EXPIRED, ANSWERED, REFUSED, REJECTED, SILENT -> true;
      case UNNAMED, NO_NEIGHBOUR, NOT_SENT -> false;
    };
  }

  private int horizon() {
    int farthest = settings.maxHops();
    int lastRouter = 0;
    for (Hop hop : hops) {
      if (hop.kind().endsThePath() || endsByAddress(hop)) {
        return hop.distance();
      }
      lastRouter = hop.kind().isFromRouter() ? hop.distance() : lastRouter;
    }
    boolean goesOn = straight.kind() == ReplyKind.ANSWERED || straight.kind() == ReplyKind.REFUSED;
    return goesOn ? farthest : Math.min(farthest, lastRouter + SILENT_HOPS);
  }

  /** Whether nothing new comes behind this hop, judged by the router that answered. */
  private boolean endsByAddress(Hop hop) {
    if (hop.reply().from().isEmpty()) {
      return false;
    }
    return switch (straight.kind()) {
      case REJECTED -> hop.reply().from().equals(straight.from());
      // Paths of unequal length show a router twice as well; time exceeded on a packet that could
      // go all the way does not come from those.
      case EXPIRED ->
          hops.stream()
              .anyMatch(
                  earlier ->
                      earlier.distance() < hop.distance() - 1
                          && earlier.reply().from().equals(hop.reply().from()));
      case ANSWERED, REFUSED, UNNAMED, NO_NEIGHBOUR, SILENT, NOT_SENT -> false;
    };
  }

  private OptionalInt leastAsked(int horizon) {
    Hop least = null;
    for (Hop hop : hops) {
      if (hop.distance() <= horizon
          && hop.kind() == ReplyKind.SILENT
          && hop.tries() < settings.tries()
          && (least == null || hop.tries() < least.tries())) {
        least = hop;
      }
    }
    return least == null ? OptionalInt.empty() : OptionalInt.of(least.distance());
  }

  /** Takes what a hop said. */
  void record(int distance, Reply reply) {
    if (distance > hops.size()) {
      hops.add(new Hop(distance, 1, reply));
      return;
    }
    hops.set(distance - 1, new Hop(distance, hops.get(distance - 1).tries() + 1, reply));
  }

  /** All that matters of what was seen. */
  List<Hop> hops() {
    return hops.subList(0, Math.min(hops.size(), horizon()));
  }
}
