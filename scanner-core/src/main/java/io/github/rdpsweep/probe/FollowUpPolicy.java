package io.github.rdpsweep.probe;

import java.util.List;

/**
 * Decides which connections a row needs beyond those of its own passes. A pure function: all that
 * it knows is in the row and in what was seen of the row's host, so what a follow-up showed must be
 * kept in the row, in its {@link Supplement}.
 */
@FunctionalInterface
public interface FollowUpPolicy {

  /** A row is complete when its own probe is over. */
  FollowUpPolicy NONE = (row, host) -> new RowStep.Complete(row);

  /**
   * What becomes of a row; asked when its own probe and those of its host's other ports are over,
   * and again after each of its follow-ups.
   */
  RowStep next(ProbeResult row, HostSeen host);

  /** The most connections that it asks for at a host that is silent on all its ports. */
  default int mostAtSilentHost() {
    return 0;
  }

  /** The most connections that it asks for at a target that answers. */
  default int mostAtAnsweringTarget() {
    return 0;
  }

  /** Policies one after another: each has a row when the ones before it have no more to ask. */
  static FollowUpPolicy inTurn(List<FollowUpPolicy> policies) {
    List<FollowUpPolicy> active = policies.stream().filter(policy -> policy != NONE).toList();
    return switch (active.size()) {
      case 0 -> NONE;
      case 1 -> active.get(0);
      default -> new FollowUpsInTurn(active);
    };
  }
}
