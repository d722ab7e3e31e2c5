package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import java.io.IOException;

/**
 * Plays a mixed fleet for a scanner in another process: prints a line for each host, {@code ADDRESS
 * PORT BEHAVIOUR OUTCOME COMPUTER-NAME}, where OUTCOME is that of depth identity, then {@code
 * ready}, and plays until its standard input ends. {@code benchmarks/handshakes} uses it.
 */
public final class ServeFleet {

  private ServeFleet() {}

  /** Takes the number of hosts and a seed. */
  public static void main(String[] args) throws IOException {
    FleetPlan plan = FleetPlan.mixed(Integer.parseInt(args[0]), Long.parseLong(args[1]));
    plan.limitations().forEach(System.err::println);
    try (SimulatedFleet fleet = SimulatedFleet.start(plan, Stage.IDENTITY)) {
      for (SimulatedHost host : fleet.hosts()) {
        System.out.printf(
            "%s %d %s %s %s%n",
            host.endpoint().getAddress().getHostAddress(),
            host.endpoint().getPort(),
            host.behaviour().label(),
            host.outcome(Stage.IDENTITY).label(),
            host.computerName());
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Nothing is said on it; its end is the end.
      }
    }
  }
}
