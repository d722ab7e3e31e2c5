package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import java.net.InetSocketAddress;

/**
 * A host of a started fleet.
 *
 * @param endpoint where it is
 * @param behaviour what it does there
 */
public record SimulatedHost(InetSocketAddress endpoint, Behaviour behaviour) {

  /** How a probe of it must end. */
  public Outcome outcome() {
    return behaviour.outcome();
  }
}
