package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.simulator.Exchange.End;
import io.github.rdpsweep.simulator.FleetPlan.Host;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Fleets as a whole: what is there between start and close, and that nothing is after it. */
final class SimulatedFleetTest {

  private static final Loopback ONE_ADDRESS = new Loopback(false, true, Integer.MAX_VALUE);

  @Test
  @EnabledOnOs(OS.LINUX)
  void startsThePlannedHostsOnOneCommonPort() throws IOException {
    FleetPlan plan = FleetPlan.mixed(300, 4);
    try (SimulatedFleet fleet = SimulatedFleet.start(plan)) {
      assertEquals(plan, fleet.plan());
      assertEquals(plan.counts(), fleet.counts());
      assertEquals(plan.hosts(), planned(fleet));
      for (SimulatedHost host : fleet.hosts()) {
        assertEquals(fleet.port(), host.endpoint().getPort());
      }
      assertReadyAndRefusedHosts(fleet);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void startsThePlannedHostsOnOneAddress() throws IOException {
    FleetPlan plan = FleetPlan.mixed(64, 1, ONE_ADDRESS);
    try (SimulatedFleet fleet = SimulatedFleet.start(plan)) {
      Set<Integer> ports = new HashSet<>();
      for (SimulatedHost host : fleet.hosts()) {
        assertEquals(Loopback.LOCALHOST, host.endpoint().getAddress());
        ports.add(host.endpoint().getPort());
      }

      assertEquals(64, ports.size());
      assertEquals(plan.hosts(), planned(fleet));
      assertThrows(IllegalStateException.class, fleet::port);
      assertReadyAndRefusedHosts(fleet);
    }
  }

  @Test
  void keepsOthersOffARefusedPort() throws IOException {
    Host refused = new Host(Loopback.LOCALHOST, Behaviour.REFUSED);
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.of(List.of(refused)));
        ServerSocket other = new ServerSocket()) {
      assertThrows(BindException.class, () -> other.bind(fleet.hosts().get(0).endpoint()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void triesAnotherPortWhenTheFirstIsTakenSomewhere() throws IOException {
    Host first = new Host(Loopback.address(88, 1, 1), Behaviour.NLA);
    Host second = new Host(Loopback.address(88, 1, 2), Behaviour.REFUSED);
    Host third = new Host(Loopback.address(88, 1, 3), Behaviour.NLA);
    FleetPlan plan = FleetPlan.of(List.of(first, second, third));
    for (Host inTheWay : plan.hosts()) {
      try (SimulatedFleet other = SimulatedFleet.start(FleetPlan.of(List.of(inTheWay)))) {
        int taken = other.port();
        Iterator<Integer> ports = List.of(taken, 0).iterator();

        try (SimulatedFleet fleet = SimulatedFleet.start(plan, ports::next)) {
          assertNotEquals(taken, fleet.port());
          assertEquals(plan.hosts(), planned(fleet));
        }
      }
    }
  }

  @Test
  void givesUpWhenEveryPortIsTaken() throws IOException {
    FleetPlan plan = FleetPlan.of(List.of(new Host(Loopback.LOCALHOST, Behaviour.REFUSED)));
    try (SimulatedFleet other = SimulatedFleet.start(plan)) {
      assertThrows(BindException.class, () -> SimulatedFleet.start(plan, other::port));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNoThreadAndNoDescriptor() throws Exception {
    SimulatedFleet.mixed(100, 1).close(); // loads classes and what they keep open
    Set<Thread> threadsBefore = simulatorThreads();
    List<String> descriptorsBefore = sockets();

    SimulatedFleet fleet = SimulatedFleet.mixed(100, 2);
    List<Socket> clients = new ArrayList<>();
    for (SimulatedHost host : fleet.hosts()) {
      if (host.outcome() == Outcome.HUNG) {
        clients.add(new Socket(host.endpoint().getAddress(), host.endpoint().getPort()));
      }
    }
    Set<Thread> threads = simulatorThreads();
    threads.removeAll(threadsBefore);
    int socketsOpen = sockets().size() - descriptorsBefore.size();
    fleet.close();
    for (Socket client : clients) {
      client.close();
    }

    assertEquals(1, threads.size());
    assertTrue(socketsOpen >= 100 + clients.size(), () -> socketsOpen + " descriptors");
    for (Thread thread : threads) {
      thread.join(Exchange.PATIENCE_MILLIS);
      assertFalse(thread.isAlive());
    }
    assertEquals(descriptorsBefore, sockets());
    for (SimulatedHost host : fleet.hosts().subList(0, 20)) {
      assertEquals(
          End.REFUSED, Exchange.with(host.endpoint(), new Exchange("", End.REFUSED)).end());
    }
  }

  /** A few of those that need little time; the behaviours have a test of their own. */
  private static void assertReadyAndRefusedHosts(SimulatedFleet fleet) throws IOException {
    Map<Behaviour, Exchange> expected =
        Map.of(
            Behaviour.NLA, new Exchange("00".repeat(19), End.OPEN),
            Behaviour.REFUSED, new Exchange("", End.REFUSED));
    for (Map.Entry<Behaviour, Exchange> entry : expected.entrySet()) {
      List<SimulatedHost> hosts =
          fleet.hosts().stream()
              .filter(host -> host.behaviour().base() == entry.getKey())
              .limit(3)
              .toList();
      assertEquals(3, hosts.size());
      for (SimulatedHost host : hosts) {
        Exchange seen = Exchange.with(host.endpoint(), entry.getValue());
        assertEquals(host.outcome(), seen.outcome(), host::toString);
      }
    }
  }

  private static List<Host> planned(SimulatedFleet fleet) {
    return fleet.hosts().stream()
        .map(host -> new Host((Inet4Address) host.endpoint().getAddress(), host.behaviour()))
        .toList();
  }

  private static Set<Thread> simulatorThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith(Listeners.THREAD_NAME));
    return threads;
  }

  /** Open sockets, selectors and the like of this process; files come and go with class loading. */
  private static List<String> sockets() throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) { // the listing's own is gone by now
          String what = Files.readSymbolicLink(descriptor).toString();
          if (what.startsWith("socket:") || what.startsWith("anon_inode:")) {
            open.add(descriptor.getFileName() + " " + what);
          }
        }
      }
    }
    return open.stream().sorted().toList();
  }
}
