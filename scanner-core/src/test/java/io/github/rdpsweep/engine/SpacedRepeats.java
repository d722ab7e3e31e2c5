package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUp;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.HostSeen;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.RowStep;
import io.github.rdpsweep.target.Target;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Probes each target that answered so many times more; a row's detail lists the outcomes, of which
 * the first is its own.
 */
record SpacedRepeats(int count, Duration spacing, ProbeSettings settings)
    implements FollowUpPolicy {

  private static final FollowUp.Fold APPEND = SpacedRepeats::append;

  @Override
  public RowStep next(ProbeResult row, HostSeen host) {
    long done = row.detail().chars().filter(c -> c == '+').count();
    if (!row.outcome().isFromHost() || done == count) {
      return new RowStep.Complete(row);
    }
    return new FollowUp(row.target().endpoint().getPort(), settings, spacing, APPEND);
  }

  private static ProbeResult append(ProbeResult row, ProbeResult result) {
    InetSocketAddress there = row.target().endpoint();
    Target target = result.target();
    if (!target.endpoint().equals(there) || !target.spec().equals(row.target().spec())) {
      throw new AssertionError(target + " for " + there);
    }
    return new ProbeResult(
        row.target(),
        row.outcome(),
        row.stage(),
        row.detail() + "+" + result.outcome().label(),
        row.attempts(),
        row.timings(),
        row.path(),
        row.negotiation(),
        row.server(),
        row.startedAtMillis(),
        row.supplement());
  }
}
