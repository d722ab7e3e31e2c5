package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import io.github.rdpsweep.simulator.WildcardHost;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.RecordingSink;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Follow-ups on real sockets: the same connections whatever the transport. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.rdpsweep.engine.SweepTest#variants")
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class FollowUpSweepTest {

  private static final long PATIENCE_SECONDS = 120;

  private final SweepTest.Variant variant;

  FollowUpSweepTest(SweepTest.Variant variant) {
    this.variant = variant;
    assumeTrue(variant.unavailability().isEmpty(), variant::unavailability);
  }

  @Test
  void findsSilentHostsAliveByAConnectionOrARefusal() throws Exception {
    List<FleetPlan.Host> plan = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      Behaviour behaviour = i <= 4 ? Behaviour.SILENT : Behaviour.NLA;
      plan.add(new FleetPlan.Host((Inet4Address) address("127.61.0." + i), behaviour));
    }
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.of(plan));
        WildcardHost open = WildcardHost.start(Behaviour.TARPIT);
        SocketChannel refusing = SocketChannel.open()) {
      refusing.bind(new InetSocketAddress(0)); // and does not listen, on any address
      int refusingPort = ((InetSocketAddress) refusing.getLocalAddress()).getPort();
      for (int alivePort : new int[] {open.port(), refusingPort}) {
        Map<Integer, Set<Outcome>> alive = sweep(fleet, alivePort);

        assertEquals(Map.of(alivePort, Set.of(Outcome.SILENT), 0, Set.of(Outcome.READY)), alive);
      }
    }
  }

  private Map<Integer, Set<Outcome>> sweep(SimulatedFleet fleet, int alivePort) throws Exception {
    TargetSetBuilder targets = new TargetSetBuilder();
    for (SimulatedHost host : fleet.hosts()) {
      IpAddress at = IpAddress.of(host.endpoint().getAddress());
      targets.add(new AddressRange(at, at), Ports.of(host.endpoint().getPort()), "fleet");
    }
    RecordingSink sink = run(targets.build(), new AlivePorts(Ports.of(alivePort)));

    Map<Integer, Set<Outcome>> byAnsweredPort = new TreeMap<>();
    for (ProbeResult row : sink.byTarget().values()) {
      byAnsweredPort
          .computeIfAbsent(row.supplement().liveness().answeredPort(), any -> new HashSet<>())
          .add(row.outcome());
    }
    assertEquals(6, sink.byTarget().size());
    return byAnsweredPort;
  }

  @Test
  void sendsEachFollowUpsOwnRequest() throws Exception {
    ConnectionRequest weak = new ConnectionRequest(SecurityProtocol.SSL);
    FollowUpPolicy offersLess =
        new SpacedRepeats(2, Duration.ofMillis(20), new ProbeSettings(Stage.NEGOTIATE, weak, 0x20));
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      RecordingSink sink = run(range("127.62.0.0", "127.62.0.99", host.port()), offersLess);

      assertEquals(Map.of(Outcome.READY, 100), sink.counts());
      for (ProbeResult row : sink.byTarget().values()) {
        assertEquals("+negotiation-refused+negotiation-refused", row.detail());
      }
    }
  }

  @Test
  void connectsOnlyAndNegotiatesAgainWithTheSameSocket() throws Exception {
    FollowUpPolicy connects = new SpacedRepeats(2, Duration.ofMillis(1), ProbeSettings.CONNECT);
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      RecordingSink sink = run(range("127.63.0.0", "127.63.0.99", host.port()), connects);

      assertEquals(Map.of(Outcome.READY, 100), sink.counts());
      for (ProbeResult row : sink.byTarget().values()) {
        assertEquals("+ready+ready", row.detail());
      }
    }
  }

  private RecordingSink run(TargetSet targets, FollowUpPolicy followUps) throws Exception {
    SweepConfig config =
        new SweepConfig(
                targets,
                List.of(),
                7,
                Shard.WHOLE,
                ProbeSettings.NEGOTIATE,
                new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 3), // so that sockets serve many hosts
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(20), 0),
                variant.transport(),
                variant.leaveMode(),
                1)
            .with(followUps);
    RecordingSink sink = new RecordingSink();
    new Sweep(config, sink, SweepClock.SYSTEM)
        .start()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return sink;
  }

  private static TargetSet range(String first, String last, int port) throws IOException {
    AddressRange range =
        new AddressRange(IpAddress.of(address(first)), IpAddress.of(address(last)));
    return new TargetSetBuilder().add(range, Ports.of(port), "loopback").build();
  }

  private static InetAddress address(String literal) throws IOException {
    return InetAddress.getByName(literal);
  }
}
