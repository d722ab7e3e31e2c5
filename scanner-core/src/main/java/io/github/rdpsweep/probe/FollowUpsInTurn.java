package io.github.rdpsweep.probe;

import java.util.List;

/** Policies one after another, see {@link FollowUpPolicy#inTurn}. */
record FollowUpsInTurn(List<FollowUpPolicy> policies) implements FollowUpPolicy {

  FollowUpsInTurn {
    policies = List.copyOf(policies);
  }

  @Override
  public RowStep next(ProbeResult row, HostSeen host) {
    RowStep step = new RowStep.Complete(row);
    for (FollowUpPolicy policy : policies) {
      if (!(step instanceof RowStep.Complete complete)) {
        break;
      }
      step = policy.next(complete.row(), host);
    }
    return step;
  }

  @Override
  public int mostAtSilentHost() {
    return policies.stream().mapToInt(FollowUpPolicy::mostAtSilentHost).sum();
  }

  @Override
  public int mostAtAnsweringTarget() {
    return policies.stream().mapToInt(FollowUpPolicy::mostAtAnsweringTarget).sum();
  }
}
