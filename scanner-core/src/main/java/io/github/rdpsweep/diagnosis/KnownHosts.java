package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.Target;
import java.util.Objects;

/**
 * All that is known of hosts before they are probed.
 *
 * @param inventory hosts that someone says exist
 * @param baseline what an earlier sweep said
 */
public record KnownHosts(Inventory inventory, Baseline baseline) {

  /** Nothing is known but how targets were named. */
  public static final KnownHosts NONE = new KnownHosts(Inventory.NONE, Baseline.NONE);

  public KnownHosts {
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(baseline);
  }

  /** What is known of a row's host, what its other ports showed among it. */
  public HostContext contextOf(ProbeResult row) {
    return contextOf(row.target()).with(OtherPorts.of(row.supplement().liveness()));
  }

  /** What is known of a target's host; its other ports were not asked. */
  public HostContext contextOf(Target target) {
    boolean named = target.single() || inventory.contains(target);
    Verdict before = baseline.verdictOn(target);
    if (before == Verdict.UNKNOWN) {
      return named ? HostContext.NAMED : HostContext.UNNAMED;
    }
    return new HostContext(named, before, OtherPorts.NOT_ASKED);
  }
}
