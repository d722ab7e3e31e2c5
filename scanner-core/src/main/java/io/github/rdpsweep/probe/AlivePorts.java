package io.github.rdpsweep.probe;

import io.github.rdpsweep.target.Ports;
import java.time.Duration;
import java.util.Objects;

/**
 * Asks other ports of a host that was silent in its last pass, one after another until one answers:
 * a host that answers anywhere exists, so that its silence is a failure.
 *
 * @param ports which; those that are targets themselves are not asked again
 */
public record AlivePorts(Ports ports) implements FollowUpPolicy {

  /* One object, so that rows of a host that ask for the same port share the connection. */
  private static final FollowUp.Fold FOLD = AlivePorts::fold;

  public AlivePorts {
    Objects.requireNonNull(ports);
  }

  @Override
  public RowStep next(ProbeResult row, HostSeen host) {
    Liveness liveness = row.supplement().liveness();
    if (row.outcome() != Outcome.SILENT || liveness.isShown()) {
      return new RowStep.Complete(row);
    }
    if (host.answeredPort() != 0) {
      return new RowStep.Complete(with(row, new Liveness(liveness.tried(), host.answeredPort())));
    }
    for (int i = liveness.tried(); i < ports.count(); i++) {
      if (!host.targets().contains(ports.get(i))) {
        return new FollowUp(ports.get(i), ProbeSettings.CONNECT, Duration.ZERO, FOLD);
      }
    }
    return new RowStep.Complete(with(row, new Liveness(othersThan(row), 0)));
  }

  /** All ports when the last one was silent, be it as a target; the row's own tells nothing. */
  private int othersThan(ProbeResult row) {
    boolean own = ports.contains(row.target().endpoint().getPort());
    return ports.count() - (own ? 1 : 0);
  }

  private static ProbeResult fold(ProbeResult row, ProbeResult result) {
    int port = result.target().endpoint().getPort();
    return with(
        row,
        new Liveness(
            row.supplement().liveness().tried() + 1, result.outcome().isFromHost() ? port : 0));
  }

  private static ProbeResult with(ProbeResult row, Liveness liveness) {
    return row.with(row.supplement().with(liveness));
  }
}
