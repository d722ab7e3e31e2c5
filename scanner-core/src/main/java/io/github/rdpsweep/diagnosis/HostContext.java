package io.github.rdpsweep.diagnosis;

import java.util.Objects;

/**
 * What is known of a host beside the result of its probe.
 *
 * @param named whether someone says that it exists: it was named singly as a target, or is in the
 *     inventory
 * @param baseline what an earlier sweep said of it; {@link Verdict#UNKNOWN} where none did
 * @param otherPorts what its other ports showed
 */
public record HostContext(boolean named, Verdict baseline, OtherPorts otherPorts) {

  /** One address of many, of which nothing is known. */
  public static final HostContext UNNAMED =
      new HostContext(false, Verdict.UNKNOWN, OtherPorts.NOT_ASKED);

  /** A host that was named, and of which no more is known. */
  public static final HostContext NAMED =
      new HostContext(true, Verdict.UNKNOWN, OtherPorts.NOT_ASKED);

  public HostContext {
    Objects.requireNonNull(baseline);
    Objects.requireNonNull(otherPorts);
  }

  /** The same with what other ports showed. */
  HostContext with(OtherPorts shown) {
    return shown == otherPorts ? this : new HostContext(named, baseline, shown);
  }

  /**
   * Whether a host must be here, even if its probe got no answer. One that was failing in the
   * baseline is: else a dead host would become an absent one by the second sweep after its death.
   */
  public boolean isExpected() {
    return named || otherPorts == OtherPorts.ANSWERED || worked() || baseline == Verdict.FAILING;
  }

  /** Whether RDP worked here in the baseline. */
  public boolean worked() {
    return baseline == Verdict.OK || baseline == Verdict.DEGRADED;
  }
}
