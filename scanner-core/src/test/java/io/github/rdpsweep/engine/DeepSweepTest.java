package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.ServerIdentity;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.LeakRecorder;
import io.github.rdpsweep.testing.RecordingSink;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps of depth tls and identity, of one host for each behaviour, over each transport. */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("variants")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is ours
class DeepSweepTest {

  private static final long PATIENCE_SECONDS = 120;

  @Parameter(0)
  private TransportKind transport;

  @Parameter(1)
  private Stage depth;

  private Map<Behaviour, ProbeResult> results;
  private StatsSnapshot stats;

  static Stream<Object[]> variants() {
    return Stream.of(TransportKind.EPOLL, TransportKind.NIO, TransportKind.IO_URING)
        .flatMap(
            transport ->
                Stream.of(Stage.TLS, Stage.IDENTITY).map(depth -> new Object[] {transport, depth}));
  }

  @BeforeParameterizedClassInvocation
  void sweep() throws Exception {
    assumeTrue(isAvailable(), transport.label() + " is not available here");
    List<FleetPlan.Host> hosts = new ArrayList<>();
    for (Behaviour behaviour : Behaviour.values()) {
      Inet4Address address = (Inet4Address) InetAddress.getByName("127.78.1." + (1 + hosts.size()));
      hosts.add(new FleetPlan.Host(address, behaviour));
    }
    try (SimulatedFleet fleet = SimulatedFleet.start(FleetPlan.of(hosts), depth)) {
      TargetSetBuilder targets = new TargetSetBuilder();
      for (SimulatedHost host : fleet.hosts()) {
        targets.add(
            AddressRange.single(IpAddress.of(host.endpoint().getAddress())),
            Ports.of(fleet.port()),
            "127.78.1.0/24");
      }
      RecordingSink sink = new RecordingSink();
      Sweep sweep = new Sweep(config(targets), sink, SweepClock.SYSTEM);

      sweep.start().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      stats = sweep.snapshot();
      Map<InetAddress, Behaviour> behaviours =
          hosts.stream()
              .collect(Collectors.toMap(FleetPlan.Host::address, FleetPlan.Host::behaviour));
      results =
          sink.results().stream()
              .collect(
                  Collectors.toMap(
                      result -> behaviours.get(result.target().endpoint().getAddress()),
                      Function.identity()));
    }
  }

  private boolean isAvailable() {
    try {
      return TransportChoice.of(transport).kind() == transport;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private SweepConfig config(TargetSetBuilder targets) {
    return new SweepConfig(
        targets.build(),
        List.of(),
        7,
        Shard.WHOLE,
        new ProbeSettings(depth, ConnectionRequest.DEFAULT),
        new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 100),
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(4), 0),
        transport,
        LeaveMode.RST,
        1);
  }

  @Test
  void findsOutWhatEachHostDoes() {
    Map<Behaviour, Outcome> expected = new TreeMap<>();
    Map<Behaviour, Outcome> actual = new TreeMap<>();
    for (Behaviour behaviour : Behaviour.values()) {
      expected.put(behaviour, behaviour.outcome(depth));
    }
    results.forEach((behaviour, result) -> actual.put(behaviour, result.outcome()));

    assertEquals(expected, actual);
  }

  @Test
  void seesVersionAndCipherThatTheServerChose() {
    assertAll(
        () -> assertTls(Behaviour.NLA, "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
        () -> assertTls(Behaviour.NLA_EX, "TLS 1.3 TLS_AES_256_GCM_SHA384"),
        () -> assertTls(Behaviour.TLS_1_0, "TLS 1.0 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
        () -> assertTls(Behaviour.CERT_EC, "TLS 1.3 TLS_AES_256_GCM_SHA384"),
        () -> assertTls(Behaviour.TLS_ALERT, " "),
        () -> assertTls(Behaviour.RDP, " "));
  }

  private void assertTls(Behaviour behaviour, String expected) {
    ProbeResult result = results.get(behaviour);
    assertEquals(expected, result.server().tls().version() + " " + result.server().tls().cipher());
  }

  @Test
  void seesCertificatesThatClientsForBrowsersRefuse() {
    Instant now = Instant.now();

    assertAll(
        () -> assertTrue(certificate(Behaviour.CERT_EXPIRED).notAfter().get().isBefore(now)),
        () -> assertTrue(certificate(Behaviour.CERT_FUTURE).notBefore().get().isAfter(now)),
        () -> assertEquals(1_024, certificate(Behaviour.CERT_WEAK).keyBits()),
        () -> assertEquals("SHA1withRSA", certificate(Behaviour.CERT_WEAK).signatureAlgorithm()),
        () -> assertEquals("EC", certificate(Behaviour.CERT_EC).keyType()),
        () -> assertEquals(2_048, certificate(Behaviour.NLA).keyBits()),
        () -> assertEquals(1, certificate(Behaviour.NLA).chainLength()),
        () -> assertEquals("CN=rdp.fleet.example", certificate(Behaviour.NLA).subject()),
        () -> assertFalse(certificate(Behaviour.TLS_ALERT).isReadable()));
  }

  private CertificateFacts certificate(Behaviour behaviour) {
    return results.get(behaviour).server().tls().certificate();
  }

  @Test
  void saysWhyAHandshakeFailed() {
    assertAll(
        () -> assertDetail(Behaviour.TLS_ALERT, "alert handshake_failure (40)"),
        () -> assertDetail(Behaviour.TLS_GARBAGE, "0xc8 begins no TLS record"),
        () -> assertDetail(Behaviour.TLS_HUNG, "no answer"),
        () -> assertDetail(Behaviour.TLS_CLOSE, "closed"),
        () ->
            assertDetail(
                Behaviour.TLS_DISCONNECT, "MCS disconnect, reason 3, instead of a handshake"));
  }

  private void assertDetail(Behaviour behaviour, String expected) {
    assertEquals(expected, results.get(behaviour).detail(), behaviour.label());
    assertEquals(Stage.TLS, results.get(behaviour).stage(), behaviour.label());
  }

  @Test
  void learnsWhoHostsWithCredSspAre() {
    boolean identifies = depth == Stage.IDENTITY;
    for (Behaviour behaviour : List.of(Behaviour.NLA, Behaviour.NLA_EX, Behaviour.NLA_OLD)) {
      assertEquals(identifies, results.get(behaviour).server().identity().isPresent());
    }
    assertTrue(results.get(Behaviour.TLS).server().identity().isEmpty());
    assertTrue(results.get(Behaviour.CREDSSP_ERROR).server().identity().isEmpty());
    if (identifies) {
      assertIdentities();
    }
  }

  private void assertIdentities() {
    ServerIdentity current = results.get(Behaviour.NLA).server().identity().get();
    ServerIdentity old = results.get(Behaviour.NLA_OLD).server().identity().get();
    ServerIdentity fast = results.get(Behaviour.NLA_FAST_CLOCK).server().identity().get();
    InetAddress address = results.get(Behaviour.NLA).target().endpoint().getAddress();
    String name = String.format("HOST-7F4E01%02X", address.getAddress()[3]);

    assertAll(
        () -> assertEquals(name, current.challenge().computerName()),
        () -> assertEquals("fleet.example", current.challenge().dnsDomain()),
        () -> assertEquals("10.0.20348", current.challenge().version().get().toString()),
        () -> assertEquals(6, current.credSspVersion()),
        () -> assertEquals("6.1.7601", old.challenge().version().get().toString()),
        () -> assertEquals(2, old.credSspVersion()),
        () -> assertEquals(0, minutes(current)),
        () -> assertEquals(60, minutes(fast)));
  }

  private static long minutes(ServerIdentity identity) {
    return Math.round(identity.clockSkew().get().toMillis() / 60_000.0);
  }

  @Test
  void measuresEachStage() {
    ProbeResult whole = results.get(Behaviour.NLA);

    assertTrue(whole.timings().tlsNanos() > 0);
    assertEquals(depth == Stage.IDENTITY, whole.timings().identityNanos() > 0);
    assertTrue(stats.latency(Stage.TLS).count() > 5);
    assertEquals(depth == Stage.IDENTITY, stats.latency(Stage.IDENTITY).count() > 0);
  }

  @Test
  void releasesAllBuffers() {
    assertEquals(List.of(), LeakRecorder.leaks());
  }
}
