package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.simulator.FleetPlan.Addressing;
import io.github.rdpsweep.simulator.FleetPlan.Host;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * RDP hosts on loopback, each with a behaviour of its own. From the return of {@code start} to
 * {@code close} every host is there, and nothing is left after it.
 *
 * <p>Hosts on addresses of their own share one port, which the kernel chose for the first and which
 * happened to be free on all others; if not, another port is tried.
 */
public final class SimulatedFleet implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final int MAX_PORTS_TRIED = 20;

  private final FleetPlan plan;
  private final Listeners listeners = new Listeners(1);
  private final List<Closeable> sockets = new ArrayList<>();
  private final List<SimulatedHost> hosts = new ArrayList<>();

  private SimulatedFleet(FleetPlan plan) {
    this.plan = plan;
  }

  /** Draws a mixed fleet and starts it. */
  public static SimulatedFleet mixed(int hosts, long seed) throws IOException {
    return start(FleetPlan.mixed(hosts, seed));
  }

  /**
   * Starts a fleet; returns when all its hosts are as planned.
   *
   * @throws IOException if this machine cannot play the plan
   */
  public static SimulatedFleet start(FleetPlan plan) throws IOException {
    return start(plan, () -> 0);
  }

  /**
   * Starts a fleet for probes of that depth: where they do TLS, keys and certificates are made
   * beforehand, so that no host is late for it.
   *
   * @throws IOException if this machine cannot play the plan
   */
  public static SimulatedFleet start(FleetPlan plan, Stage depth) throws IOException {
    if (depth.compareTo(Stage.NEGOTIATE) > 0) {
      TlsRehearsal.run();
    }
    return start(plan);
  }

  /** Starts a fleet whose first host takes the next of these ports, where 0 is any free one. */
  static SimulatedFleet start(FleetPlan plan, IntSupplier ports) throws IOException {
    for (int triesLeft = MAX_PORTS_TRIED - 1; ; triesLeft--) {
      SimulatedFleet fleet = new SimulatedFleet(plan);
      try {
        fleet.open(ports.getAsInt());
        return fleet;
      } catch (IOException | RuntimeException e) {
        fleet.close();
        if (!(e instanceof BindException) || triesLeft == 0) {
          throw e;
        }
      }
    }
  }

  private void open(int firstPort) throws IOException {
    List<SilentListener> silent = new ArrayList<>();
    int port = firstPort;
    for (Host host : plan.hosts()) {
      InetSocketAddress free = new InetSocketAddress(host.address(), port);
      InetSocketAddress endpoint;
      if (host.behaviour() == Behaviour.REFUSED) {
        HeldPort held = HeldPort.open(free);
        sockets.add(held);
        endpoint = held.address();
      } else if (host.behaviour() == Behaviour.SILENT) {
        SilentListener listener = SilentListener.open(free);
        sockets.add(listener);
        silent.add(listener);
        endpoint = listener.address();
      } else {
        endpoint = listeners.open(free, host.behaviour(), BACKLOG);
      }
      hosts.add(new SimulatedHost(endpoint, host.behaviour()));
      port = plan.addressing() == Addressing.ADDRESSES ? endpoint.getPort() : 0;
    }
    SilentListener.silence(silent);
  }

  /** What was started. */
  public FleetPlan plan() {
    return plan;
  }

  /** All hosts, in the order of the plan. */
  public List<SimulatedHost> hosts() {
    return List.copyOf(hosts);
  }

  /** How many hosts must end in each outcome of a probe of depth negotiate. */
  public Map<Outcome, Integer> counts() {
    return plan.counts();
  }

  /** How many hosts must end in each outcome of a probe of that depth. */
  public Map<Outcome, Integer> counts(Stage depth) {
    return plan.counts(depth);
  }

  /**
   * The port of all hosts.
   *
   * @throws IllegalStateException if each host has a port of its own
   */
  public int port() {
    if (plan.addressing() == Addressing.PORTS || hosts.isEmpty()) {
      throw new IllegalStateException("the fleet has no common port");
    }
    return hosts.get(0).endpoint().getPort();
  }

  /** Ends all hosts and all connections to them. */
  @Override
  public void close() throws IOException {
    listeners.close();
    for (Closeable socket : sockets) {
      socket.close();
    }
  }
}
