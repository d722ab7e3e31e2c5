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
      return new RowStep.Complete(
          row.with(
              "port " + host.answeredPort() + " answers",
              row.supplement().with(new Liveness(liveness.tried(), host.answeredPort()))));
    }
    for (int i = liveness.tried(); i < ports.count(); i++) {
      if (!host.targets().contains(ports.get(i))) {
        return new FollowUp(ports.get(i), ProbeSettings.CONNECT, Duration.ZERO, FOLD);
      }
    }
    return new RowStep.Complete(silentEverywhere(row));
  }

  @Override
  public int mostAtSilentHost() {
    return ports.count();
  }

  /** Ports that are targets were silent too, or it would be known that one of them answered. */
  private ProbeResult silentEverywhere(ProbeResult row) {
    Ports others = ports.without(row.target().endpoint().getPort()); // that one tells nothing
    return others.isEmpty()
        ? row
        : row.with(
            "no answer on " + others + " either",
            row.supplement().with(new Liveness(ports.count(), 0)));
  }

  private static ProbeResult fold(ProbeResult row, ProbeResult result) {
    int port = result.target().endpoint().getPort();
    int tried = row.supplement().liveness().tried() + 1;
    if (!result.outcome().isFromHost()) {
      return row.with(row.supplement().with(new Liveness(tried, 0)));
    }
    String does = result.outcome() == Outcome.READY ? "accepts" : "refuses";
    return row.with("port " + port + " " + does, row.supplement().with(new Liveness(tried, port)));
  }
}
