package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import io.github.rdpsweep.simulator.WildcardHost;
import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.LeakRecorder;
import io.github.rdpsweep.testing.RecordingSink;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps of real sockets on loopback: the same promises, whatever the transport. */
@ParameterizedClass(name = "{0}")
@MethodSource("variants")
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class SweepTest {

  private static final long PATIENCE_SECONDS = 120;
  private static final String THREAD_NAME = "sweep-";

  private final Variant variant;

  SweepTest(Variant variant) {
    this.variant = variant;
    assumeTrue(variant.unavailability().isEmpty(), variant::unavailability);
  }

  /** A transport, and how it leaves connections. */
  record Variant(TransportKind transport, LeaveMode leaveMode) {

    String unavailability() {
      Throwable cause =
          switch (transport) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case NIO, AUTO -> null;
          };
      return cause == null ? "" : transport.label() + ": " + cause;
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(
        new Variant(TransportKind.EPOLL, LeaveMode.RST),
        new Variant(TransportKind.EPOLL, LeaveMode.FIN),
        new Variant(TransportKind.NIO, LeaveMode.RST),
        new Variant(TransportKind.NIO, LeaveMode.FIN),
        new Variant(TransportKind.IO_URING, LeaveMode.RST));
  }

  @Test
  void findsOutWhatEachHostOfAFleetDoes() throws Exception {
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.mixed(250, 11))) {
      TargetSetBuilder targets = new TargetSetBuilder();
      Map<InetSocketAddress, SimulatedHost> truth = new HashMap<>();
      for (SimulatedHost host : fleet.hosts()) {
        truth.put(host.endpoint(), host);
        add(targets, host.endpoint().getAddress(), host.endpoint().getPort());
      }
      RecordingSink sink = new RecordingSink();

      StatsSnapshot stats = run(config(targets.build(), 400, 2), sink);

      List<String> differences = new ArrayList<>();
      for (ProbeResult result : sink.byTarget().values()) {
        SimulatedHost host = truth.remove(result.target().endpoint());
        if (host.outcome() != result.outcome()) {
          differences.add(host.behaviour() + ": " + result);
        }
      }
      assertEquals(List.of(), differences);
      assertEquals(Map.of(), truth);
      assertEquals(fleet.counts(), sink.counts());
      fleet
          .counts()
          .forEach(
              (outcome, count) -> assertEquals(count.longValue(), stats.outcomes().get(outcome)));
      assertEquals(0, stats.inFlight());
    }
  }

  @Test
  void probesEveryAddressOnceAndLeavesNothingBehind() throws Exception {
    long descriptorsBefore = descriptors();
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      TargetSet targets = range("127.16.0.0", "127.16.15.255", host.port());
      RecordingSink sink = new RecordingSink();

      run(config(targets, 300, 2), sink);

      assertEquals(4_096, sink.byTarget().size());
      assertEquals(Map.of(Outcome.READY, 4_096), sink.counts());
      ProbeResult any = sink.results().get(0);
      assertEquals(
          SecurityProtocol.HYBRID, ((Negotiation.Response) any.negotiation()).selectedProtocol());
      assertTrue(any.timings().connectNanos() > 0);
      assertTrue(any.timings().negotiateNanos() > 0);
    }
    awaitTheEndOfThreads();
    assertNoneStayed(descriptorsBefore);
    assertEquals(List.of(), LeakRecorder.leaks());
  }

  @Test
  void releasesBuffersWhateverIsReceived() throws Exception {
    for (Behaviour behaviour :
        List.of(
            Behaviour.SSH,
            Behaviour.HTTP,
            Behaviour.HALFCLOSE,
            Behaviour.DRIP,
            Behaviour.MALFORMED,
            Behaviour.RESETCR)) {
      try (WildcardHost host = WildcardHost.start(behaviour)) {
        RecordingSink sink = new RecordingSink();

        run(config(range("127.17.0.0", "127.17.0.63", host.port()), 32, 1), sink);

        assertEquals(Map.of(behaviour.outcome(), 64), sink.counts());
      }
    }
    assertEquals(List.of(), LeakRecorder.leaks());
  }

  @Test
  void losesNoResultWhenCancelledMidway() throws Exception {
    long descriptorsBefore = descriptors();
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      TargetSet targets = range("127.32.0.0", "127.47.255.255", host.port());
      RecordingSink sink = new RecordingSink();
      AtomicReference<Sweep> running = new AtomicReference<>();
      Sweep sweep =
          new Sweep(
              config(targets, 100, 2),
              batch -> {
                running.get().cancel(); // as soon as there is anything
                return sink.offer(batch);
              },
              SweepClock.SYSTEM);
      running.set(sweep);

      await(sweep);

      int results = sink.byTarget().size();
      assertEquals(sweep.snapshot().finished(), results);
      assertEquals(sweep.snapshot().attempts(), results);
      assertTrue(results < 1 << 20, "cancelled too late to show anything");
      assertEquals(0, sweep.snapshot().inFlight());
    }
    awaitTheEndOfThreads();
    assertNoneStayed(descriptorsBefore);
  }

  @Test
  void endsWhatHangsWhenCancelled() throws Exception {
    try (WildcardHost host = WildcardHost.start(Behaviour.HUNG)) {
      RecordingSink sink = new RecordingSink();
      SweepConfig config =
          config(
              range("127.18.0.0", "127.18.0.49", host.port()),
              50,
              1,
              ProbeSettings.NEGOTIATE,
              Duration.ofMinutes(10));
      Sweep sweep = new Sweep(config, sink, SweepClock.SYSTEM);
      var end = sweep.start().toCompletableFuture();
      while (sweep.snapshot().inFlight() < 50) {
        Thread.onSpinWait();
      }

      sweep.cancel();
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      sweep.cancel(); // too late, and harmless

      assertEquals(Map.of(Outcome.CANCELLED, 50), sink.counts());
    }
  }

  @Test
  void endsWithoutResultsWhenCancelledBeforeItsStart() throws Exception {
    RecordingSink sink = new RecordingSink();
    Sweep sweep =
        new Sweep(config(range("127.18.0.0", "127.18.0.49", 9), 50, 2), sink, SweepClock.SYSTEM);

    sweep.cancel();
    await(sweep);
    sweep.cancel();

    assertEquals(List.of(), sink.results());
    awaitTheEndOfThreads();
  }

  @Test
  void onlyConnectsWhereNoMoreIsAskedFor() throws Exception {
    try (WildcardHost host = WildcardHost.start(Behaviour.HUNG);
        SocketChannel refusing = SocketChannel.open()) {
      refusing.bind(new InetSocketAddress("127.19.0.1", 0)); // and does not listen
      int refusingPort = ((InetSocketAddress) refusing.getLocalAddress()).getPort();
      TargetSetBuilder targets =
          new TargetSetBuilder()
              .add(addresses("127.20.0.0", "127.20.1.255"), Ports.of(host.port()), "live");
      add(targets, address("127.19.0.1"), refusingPort);
      RecordingSink sink = new RecordingSink();

      run(config(targets.build(), 64, 1, ProbeSettings.CONNECT, Duration.ofSeconds(60)), sink);

      assertEquals(Map.of(Outcome.READY, 512, Outcome.REFUSED, 1), sink.counts());
    }
  }

  @Test
  void visitsThePortsOfAHostOneAfterAnother() throws Exception {
    InetAddress address = address("127.21.0.1");
    try (AnsweringHost first = AnsweringHost.start(address);
        AnsweringHost second = AnsweringHost.start(address)) {
      TargetSetBuilder targets = new TargetSetBuilder();
      add(targets, address, first.port(), second.port());
      RecordingSink sink = new RecordingSink();

      run(config(targets.build(), 64, 2), sink);

      assertEquals(2, sink.byTarget().size());
      assertEquals(Map.of(Outcome.READY, 2), sink.counts());
    }
  }

  @Test
  void reachesIpv6AsWellAsIpv4WithOneConnection() throws Exception {
    InetAddress loopback = address("::1");
    assumeTrue(canListenOn(loopback), "no IPv6 here");
    try (AnsweringHost ipv6 = AnsweringHost.start(loopback);
        WildcardHost ipv4 = WildcardHost.start(Behaviour.TLS)) {
      TargetSetBuilder targets =
          new TargetSetBuilder()
              .add(addresses("127.22.0.1", "127.22.0.20"), Ports.of(ipv4.port()), "ipv4");
      add(targets, loopback, ipv6.port(), freePort(loopback));
      RecordingSink sink = new RecordingSink();

      run(config(targets.build(), 1, 1), sink);

      assertEquals(Map.of(Outcome.READY, 21, Outcome.REFUSED, 1), sink.counts());
    }
  }

  @Test
  void leavesIpv6HostsOneAfterAnotherWithTheSameSocket() throws Exception {
    InetAddress loopback = address("::1");
    assumeTrue(canListenOn(loopback), "no IPv6 here");
    try (AnsweringHost first = AnsweringHost.start(loopback);
        AnsweringHost second = AnsweringHost.start(loopback);
        AnsweringHost third = AnsweringHost.start(loopback)) {
      TargetSetBuilder targets = new TargetSetBuilder();
      add(targets, loopback, first.port(), second.port(), third.port());
      RecordingSink sink = new RecordingSink();

      run(config(targets.build(), 1, 1), sink);

      assertEquals(Map.of(Outcome.READY, 3), sink.counts());
    }
  }

  @Test
  void reportsNamesThatWereNotFoundThoughThereIsNothingToProbe() throws Exception {
    Target name = new Target(InetSocketAddress.createUnresolved("pc.invalid", 3389), "pc.invalid");
    SweepConfig template = config(new TargetSetBuilder().build(), 10, 2);
    SweepConfig config =
        new SweepConfig(
            template.targets(),
            List.of(name),
            template.seed(),
            template.shard(),
            template.probe(),
            template.pace(),
            template.patience(),
            template.transport(),
            template.leaveMode(),
            template.eventLoops());
    RecordingSink sink = new RecordingSink();

    run(config, sink);

    assertEquals(Map.of(Outcome.UNRESOLVED, 1), sink.counts());
  }

  @Test
  void failsWhenTheSinkDoesInsteadOfWaitingForEver() throws Exception {
    long descriptorsBefore = descriptors();
    IllegalStateException defect = new IllegalStateException("a bug");
    for (Behaviour behaviour : List.of(Behaviour.NLA, Behaviour.CLOSECR, Behaviour.RESETCR)) {
      try (WildcardHost host = WildcardHost.start(behaviour)) {
        Sweep sweep =
            new Sweep(
                config(range("127.23.0.0", "127.23.3.255", host.port()), 300, 2),
                batch -> {
                  throw defect;
                },
                SweepClock.SYSTEM);

        ExecutionException end = assertThrows(ExecutionException.class, () -> await(sweep));

        Throwable cause = end.getCause();
        assertSame(defect, cause instanceof CompletionException ? cause.getCause() : cause);
      }
    }
    awaitTheEndOfThreads();
    assertNoneStayed(descriptorsBefore);
  }

  private SweepConfig config(TargetSet targets, int maxInFlight, int eventLoops) {
    return config(targets, maxInFlight, eventLoops, ProbeSettings.NEGOTIATE, Duration.ofSeconds(4));
  }

  /** Hosts that are hung take all of the reply timeout, and a busy machine much of it. */
  private SweepConfig config(
      TargetSet targets, int maxInFlight, int eventLoops, ProbeSettings probe, Duration reply) {
    return new SweepConfig(
        targets,
        List.of(),
        7,
        Shard.WHOLE,
        probe,
        new Pace(Pace.UNLIMITED, Pace.UNLIMITED, maxInFlight),
        new Patience(Duration.ofSeconds(2), reply, 1),
        variant.transport(),
        variant.leaveMode(),
        eventLoops);
  }

  private static StatsSnapshot run(SweepConfig config, RecordingSink sink) throws Exception {
    Sweep sweep = new Sweep(config, sink, SweepClock.SYSTEM);
    await(sweep);
    return sweep.snapshot();
  }

  private static void await(Sweep sweep)
      throws InterruptedException, ExecutionException, TimeoutException {
    sweep.start().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Loops give their descriptors back as their threads end. */
  private static void awaitTheEndOfThreads() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(THREAD_NAME)) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  /** Open sockets and event descriptors of this process; files and jars come and go. */
  private static long descriptors() throws IOException {
    long count = 0;
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : (Iterable<Path>) open::iterator) {
        count += isSocketOrEvent(descriptor) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocketOrEvent(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:") || target.startsWith("anon_inode:");
    } catch (IOException e) {
      return false; // closed meanwhile: that of the listing itself
    }
  }

  private static boolean canListenOn(InetAddress address) {
    try (ServerSocket listener = new ServerSocket()) {
      listener.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket listener = new ServerSocket()) {
      listener.bind(new InetSocketAddress(address, 0));
      return listener.getLocalPort();
    }
  }

  private static TargetSet range(String first, String last, int port) {
    return new TargetSetBuilder().add(addresses(first, last), Ports.of(port), first).build();
  }

  private static void add(TargetSetBuilder targets, InetAddress address, int... ports) {
    targets.add(AddressRange.single(IpAddress.of(address)), Ports.of(ports), "host");
  }

  private static AddressRange addresses(String first, String last) {
    return new AddressRange(IpAddress.of(address(first)), IpAddress.of(address(last)));
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  /** Fewer may be left: what an earlier test closed may have ended only meanwhile. */
  private static void assertNoneStayed(long descriptorsBefore) throws IOException {
    long descriptors = descriptors();
    assertTrue(descriptors <= descriptorsBefore, descriptors + " after " + descriptorsBefore);
  }
}
