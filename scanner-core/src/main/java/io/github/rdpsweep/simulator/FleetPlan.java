package io.github.rdpsweep.simulator;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import java.net.Inet4Address;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fleet on paper: its hosts and their behaviours, and so the truth about every sweep of it. The
 * ports are known once it is {@linkplain SimulatedFleet#start started}.
 *
 * @param addressing what tells the hosts apart
 * @param hosts the hosts, in the order of their addresses
 * @param limitations where this machine made the fleet other than asked for, a sentence each
 */
public record FleetPlan(Addressing addressing, List<Host> hosts, List<String> limitations) {

  /** What tells the hosts of a fleet apart. */
  public enum Addressing {
    /** Each has an address of its own; the port is the same on all. */
    ADDRESSES,
    /** All are on 127.0.0.1, each on a port of its own. */
    PORTS
  }

  /**
   * A host before it has a port.
   *
   * @param address where, in 127.0.0.0/8
   * @param behaviour what it does there
   */
  public record Host(Inet4Address address, Behaviour behaviour) {

    public Host {
      if (!address.isLoopbackAddress()) {
        throw new IllegalArgumentException(address.getHostAddress() + ": not a loopback address");
      }
    }
  }

  public FleetPlan {
    hosts = List.copyOf(hosts);
    limitations = List.copyOf(limitations);
    Set<Inet4Address> seen = new HashSet<>();
    for (Host host : hosts) {
      if (addressing == Addressing.ADDRESSES && !seen.add(host.address())) {
        throw new IllegalArgumentException(
            host.address().getHostAddress() + ": two hosts on one address");
      }
    }
  }

  /** A plan of chosen hosts, each with an address of its own. */
  public static FleetPlan of(List<Host> hosts) {
    return new FleetPlan(Addressing.ADDRESSES, hosts, List.of());
  }

  /**
   * Draws a fleet as networks are: several segments of /24, most hosts ready, one segment silent,
   * one refusing, one hung, and a few of every other trouble. As large as this machine can play.
   *
   * @param hosts how many; from about 100 on, every behaviour is present that negotiation can tell
   *     apart; from about 400 on, every one
   * @param seed the same seed draws the same fleet
   */
  public static FleetPlan mixed(int hosts, long seed) {
    return mixed(hosts, seed, Loopback.detect());
  }

  /** Draws a mixed fleet for a loopback of given abilities. */
  public static FleetPlan mixed(int hosts, long seed, Loopback loopback) {
    return new FleetMix(seed, loopback).plan(hosts);
  }

  /** How many hosts must end in each outcome of a probe of depth negotiate. */
  public Map<Outcome, Integer> counts() {
    return counts(Stage.NEGOTIATE);
  }

  /**
   * How many hosts must end in each outcome of a probe of that depth; outcomes without a host are
   * left out.
   */
  public Map<Outcome, Integer> counts(Stage depth) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (Host host : hosts) {
      counts.merge(host.behaviour().outcome(depth), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }
}
