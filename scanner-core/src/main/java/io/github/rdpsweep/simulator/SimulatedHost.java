package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import java.net.InetSocketAddress;

/**
 * A host of a started fleet.
 *
 * @param endpoint where it is
 * @param behaviour what it does there
 */
public record SimulatedHost(InetSocketAddress endpoint, Behaviour behaviour) {

  /** How a probe of depth negotiate must end. */
  public Outcome outcome() {
    return behaviour.outcome();
  }

  /** How a probe of a depth from negotiate on must end. */
  public Outcome outcome(Stage depth) {
    return behaviour.outcome(depth);
  }

  /** The computer name that it claims, if it tells of one. */
  public String computerName() {
    return HostIdentity.computerName(endpoint.getAddress());
  }
}
