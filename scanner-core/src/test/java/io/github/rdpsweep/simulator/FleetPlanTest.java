package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.simulator.FleetPlan.Addressing;
import io.github.rdpsweep.simulator.FleetPlan.Host;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans, without a socket. */
final class FleetPlanTest {

  private static final Loopback LINUX = new Loopback(true, true, Integer.MAX_VALUE);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -7, Long.MAX_VALUE})
  void drawsTheSameFleetFromTheSameSeed(long seed) {
    FleetPlan plan = FleetPlan.mixed(1_000, seed, LINUX);

    assertEquals(plan, FleetPlan.mixed(1_000, seed, LINUX));
    assertNotEquals(plan, FleetPlan.mixed(1_000, seed + 1, LINUX));
  }

  /** A seed means one fleet in every run and on every machine, not only twice in one. */
  @Test
  void drawsTheFleetItAlwaysDrew() {
    FleetPlan plan = FleetPlan.mixed(1_000, 1, LINUX);

    assertEquals(new Host(Loopback.address(8, 55, 9), Behaviour.HUNG), plan.hosts().get(0));
    assertEquals(
        "{SILENT=125, REFUSED=146, HUNG=124, CLOSED=8, RESET=5, NOT_RDP=9, MALFORMED=4,"
            + " DISCONNECTED=2, NEGOTIATION_REFUSED=22, READY=555}",
        plan.counts().toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -7, Long.MAX_VALUE})
  void drawsAWholeRealisticFleet(long seed) {
    FleetPlan plan = FleetPlan.mixed(1_000, seed, LINUX);

    Map<Outcome, Integer> counts = plan.counts();
    assertEquals(1_000, plan.hosts().size());
    assertEquals(1_000, counts.values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(EnumSet.allOf(Behaviour.class), behaviours(plan));
    assertTrue(counts.get(Outcome.READY) > 500, counts::toString);
    assertTrue(counts.get(Outcome.SILENT) + counts.get(Outcome.HUNG) < 350, counts::toString);
    assertEquals(List.of(), plan.limitations());
    assertEquals(Addressing.ADDRESSES, plan.addressing());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -7, Long.MAX_VALUE})
  void givesThreeSegmentsADominatingFault(long seed) {
    FleetPlan plan = FleetPlan.mixed(1_000, seed, LINUX);

    Map<String, List<Host>> segments =
        plan.hosts().stream().collect(Collectors.groupingBy(FleetPlanTest::prefix));
    Set<Behaviour> dominating = new HashSet<>();
    for (List<Host> segment : segments.values()) {
      for (Behaviour fault : List.of(Behaviour.SILENT, Behaviour.REFUSED, Behaviour.HUNG)) {
        long faulty = segment.stream().filter(host -> host.behaviour() == fault).count();
        if (faulty > 0.7 * segment.size()) {
          dominating.add(fault);
        }
      }
    }
    assertEquals(8, segments.size());
    assertEquals(Set.of(Behaviour.SILENT, Behaviour.REFUSED, Behaviour.HUNG), dominating);
  }

  @Test
  void leavesTheMachinesOwnLoopbackPrefixAlone() {
    FleetPlan plan = FleetPlan.mixed(20_000, 3, LINUX);

    assertEquals(20_000, plan.hosts().stream().map(Host::address).distinct().count());
    assertFalse(plan.hosts().stream().anyMatch(host -> prefix(host).equals("127.0.0")));
    assertEquals(
        Set.of(127),
        plan.hosts().stream()
            .map(host -> (int) host.address().getAddress()[0])
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 50, 128, 1_023})
  void drawsFleetsOfAnySize(int size) {
    assertEquals(size, FleetPlan.mixed(size, 5, LINUX).hosts().size());
  }

  @Test
  void hasEveryBehaviourThatNegotiationTellsFromAHundredHostsOn() {
    Set<Behaviour> bases =
        behaviours(FleetPlan.mixed(100, 9, LINUX)).stream()
            .map(Behaviour::base)
            .collect(Collectors.toSet());

    assertEquals(
        EnumSet.allOf(Behaviour.class).stream().map(Behaviour::base).collect(Collectors.toSet()),
        bases);
  }

  @Test
  void variantsOfWhatHostsDoInTlsChangeNothingAboutNegotiation() {
    FleetPlan plan = FleetPlan.mixed(1_000, 1, LINUX);

    assertEquals(555, plan.counts().get(Outcome.READY));
    assertEquals(plan.counts(), plan.counts(Stage.NEGOTIATE));
    assertTrue(plan.counts(Stage.TLS).get(Outcome.TLS_FAILED) > 0);
    assertTrue(plan.counts(Stage.IDENTITY).get(Outcome.IDENTITY_FAILED) > 0);
  }

  @Test
  void drawsASmallerFleetOfTheSameMixWhereDescriptorsAreFew() {
    FleetPlan plan = FleetPlan.mixed(1_000, 42, new Loopback(true, true, 400));

    int size = plan.hosts().size();
    int silent = plan.counts().get(Outcome.SILENT);
    assertTrue(size + 3 * silent <= 400, () -> size + " hosts, " + silent + " silent");
    assertTrue(size > 200, () -> size + " hosts");
    assertEquals(EnumSet.allOf(Behaviour.class), behaviours(plan));
    assertEquals(
        List.of(size + " hosts instead of 1000: 400 file descriptors can be spared for them"),
        plan.limitations());
  }

  @Test
  void leavesSilentHostsOutWhereThereIsNoSilence() {
    FleetPlan plan = FleetPlan.mixed(1_000, 42, new Loopback(true, false, Integer.MAX_VALUE));

    assertEquals(EnumSet.complementOf(EnumSet.of(Behaviour.SILENT)), behaviours(plan));
    assertFalse(plan.counts().containsKey(Outcome.SILENT));
    assertEquals(1, plan.limitations().size());
  }

  @Test
  void usesPortsWhereThereIsOneAddress() {
    FleetPlan plan = FleetPlan.mixed(1_000, 42, new Loopback(false, true, Integer.MAX_VALUE));

    assertEquals(Addressing.PORTS, plan.addressing());
    assertEquals(
        Set.of(Loopback.LOCALHOST),
        plan.hosts().stream().map(Host::address).collect(Collectors.toSet()));
    assertEquals(FleetPlan.mixed(64, 42, LINUX).counts(), plan.counts());
    assertEquals(
        List.of(
            "64 hosts instead of 1000: a sweep takes no more ports of one address",
            "ports instead of addresses: 127.0.0.1 is all the loopback of this system"),
        plan.limitations());
  }

  @Test
  void saysThatDescriptorsAreFewWhereTheyAndNotThePortsAreTheLimit() {
    FleetPlan plan = FleetPlan.mixed(1_000, 42, new Loopback(false, true, 60));

    int size = plan.hosts().size();
    assertTrue(size < 60, () -> size + " hosts");
    assertEquals(
        size + " hosts instead of 1000: 60 file descriptors can be spared for them",
        plan.limitations().get(0));
  }

  @Test
  void refusesPlansThatCannotBe() throws UnknownHostException {
    Host host = new Host(Loopback.address(9, 9, 9), Behaviour.NLA);
    Inet4Address elsewhere = (Inet4Address) InetAddress.getByAddress(new byte[] {10, 0, 0, 1});

    assertThrows(IllegalArgumentException.class, () -> FleetPlan.of(List.of(host, host)));
    assertThrows(IllegalArgumentException.class, () -> new Host(elsewhere, Behaviour.NLA));
    assertThrows(IllegalArgumentException.class, () -> FleetPlan.mixed(0, 1, LINUX));
    assertThrows(IllegalArgumentException.class, () -> FleetPlan.mixed(100_001, 1, LINUX));
  }

  private static Set<Behaviour> behaviours(FleetPlan plan) {
    return plan.hosts().stream().map(Host::behaviour).collect(Collectors.toSet());
  }

  private static String prefix(Host host) {
    String address = host.address().getHostAddress();
    return address.substring(0, address.lastIndexOf('.'));
  }
}
