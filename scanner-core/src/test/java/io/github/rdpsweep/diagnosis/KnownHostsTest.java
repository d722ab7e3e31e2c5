package io.github.rdpsweep.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Liveness;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

  private static final NameResolver NO_NAMES =
      name -> {
        throw new UnknownHostException(name);
      };

  @Test
  void expectsTargetsThatWereNamedSinglyAndThoseOfTheInventory() throws Exception {
    Inventory inventory =
        new Inventory.Builder(List.of("site"))
            .add("hosts.csv:2", "10.0.0.7", List.of("Ulm"))
            .add("hosts.csv:3", "2001:db8::7", List.of("Bonn"))
            .build(NO_NAMES);
    KnownHosts known = new KnownHosts(inventory, Baseline.NONE);

    assertEquals(HostContext.NAMED, known.contextOf(target("10.0.0.7")));
    assertEquals(HostContext.NAMED, known.contextOf(target("2001:db8::7")));
    assertEquals(HostContext.UNNAMED, known.contextOf(target("10.0.0.8")));
    assertEquals(HostContext.UNNAMED, known.contextOf(target("2001:db8::8")));
    assertEquals(HostContext.NAMED, known.contextOf(single("10.0.0.8")));
    assertEquals(HostContext.UNNAMED, KnownHosts.NONE.contextOf(target("10.0.0.7")));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, NOT_ASKED", "2, 0, SILENT", "1, 135, ANSWERED", "0, 3390, ANSWERED"})
  void takesFromARowWhatTheHostsOtherPortsShowed(int tried, int port, OtherPorts expected) {
    ProbeResult silent = SampleResults.silent(target("10.0.0.7"));
    ProbeResult row = silent.with("", silent.supplement().with(new Liveness(tried, port)));

    assertEquals(new HostContext(false, Verdict.UNKNOWN, expected), KnownHosts.NONE.contextOf(row));
  }

  @Test
  void knowsTheBaselineByAddressAndPort() {
    Baseline baseline =
        new Baseline.Builder()
            .add(IpAddress.parse("10.0.0.7"), 3389, Verdict.OK)
            .add(IpAddress.parse("10.0.0.7"), 3391, Verdict.FAILING)
            .add(IpAddress.parse("2001:db8::7"), 3389, Verdict.DEGRADED)
            .add(IpAddress.parse("223.0.0.1"), 65535, Verdict.OK)
            .build();
    KnownHosts known = new KnownHosts(Inventory.NONE, baseline);

    assertEquals(Verdict.OK, known.contextOf(target("10.0.0.7")).baseline());
    assertEquals(Verdict.DEGRADED, known.contextOf(target("2001:db8::7")).baseline());
    assertEquals(Verdict.UNKNOWN, known.contextOf(target("10.0.0.8")).baseline());
    assertEquals(Verdict.UNKNOWN, known.contextOf(target("10.0.0.6")).baseline());
    assertEquals(Verdict.UNKNOWN, known.contextOf(target("2001:db8::6")).baseline());
    assertEquals(
        Verdict.UNKNOWN,
        baseline.verdictOn(
            new Target(new InetSocketAddress(address("10.0.0.7"), 3390), "a range")));
    assertEquals(
        Verdict.FAILING,
        baseline.verdictOn(
            new Target(new InetSocketAddress(address("10.0.0.7"), 3391), "a range")));
    assertEquals(
        Verdict.OK,
        baseline.verdictOn(
            new Target(new InetSocketAddress(address("223.0.0.1"), 65535), "a range")));
    assertEquals(Verdict.UNKNOWN, baseline.verdictOn(lost("lost")));
  }

  @Test
  void knowsTheNamesThatWereNotFoundBefore() {
    Baseline baseline =
        new Baseline.Builder()
            .add("Lost.example", 3389, Verdict.FAILING)
            .add("gone.example", 3390, Verdict.FAILING)
            .build();

    assertEquals(Verdict.FAILING, baseline.verdictOn(lost("lost.EXAMPLE")));
    assertEquals(Verdict.UNKNOWN, baseline.verdictOn(lost("gone.example")));
  }

  @ParameterizedTest
  @EnumSource(names = {"ABSENT", "UNKNOWN"})
  void forgetsRowsThatShowNoHost(Verdict verdict) {
    Baseline baseline =
        new Baseline.Builder().add(IpAddress.parse("10.0.0.7"), 3389, verdict).build();

    HostContext context = new KnownHosts(Inventory.NONE, baseline).contextOf(target("10.0.0.7"));

    assertFalse(context.isExpected());
  }

  @Test
  void keepsExpectingAHostThatWasFailingBefore() {
    Baseline baseline =
        new Baseline.Builder().add(IpAddress.parse("10.0.0.7"), 3389, Verdict.FAILING).build();

    HostContext context = new KnownHosts(Inventory.NONE, baseline).contextOf(target("10.0.0.7"));

    assertTrue(context.isExpected());
    assertFalse(context.worked());
  }

  @Test
  void takesTheBetterOfTwoRowsOfTheBaselineAndTheFirstOfTheInventory() throws Exception {
    IpAddress address = IpAddress.parse("10.0.0.7");
    Baseline baseline =
        new Baseline.Builder()
            .add(address, 3389, Verdict.FAILING)
            .add(address, 3389, Verdict.OK)
            .add(address, 3389, Verdict.DEGRADED)
            .build();
    Inventory inventory =
        new Inventory.Builder(List.of("site"))
            .add("hosts.csv:2", "10.0.0.7", List.of("Ulm"))
            .add("hosts.csv:3", "10.0.0.7", List.of("Bonn"))
            .build(NO_NAMES);

    assertEquals(Verdict.OK, baseline.verdictOn(target("10.0.0.7")));
    assertEquals(List.of("Ulm"), inventory.cellsOf(target("10.0.0.7")));
    assertEquals(List.of(""), inventory.cellsOf(target("10.0.0.8")));
  }

  @Test
  void resolvesNamesOfTheInventoryAndKeepsThoseThatAreNotFound() throws Exception {
    NameResolver resolver =
        name ->
            switch (name) {
              case "srv1.example" -> new InetAddress[] {address("10.0.0.7"), address("10.0.0.8")};
              default -> throw new UnknownHostException(name);
            };
    Inventory inventory =
        new Inventory.Builder(List.of("site"))
            .add("hosts.csv:2", "SRV1.example", List.of("Ulm"))
            .add("hosts.csv:3", "Lost.example", List.of("Bonn"))
            .build(resolver);

    assertEquals(List.of("Ulm"), inventory.cellsOf(target("10.0.0.7")));
    assertEquals(List.of("Ulm"), inventory.cellsOf(target("10.0.0.8")));
    assertEquals(List.of("lost.example"), inventory.notFound());
    assertEquals(List.of("Bonn"), inventory.cellsOf(lost("LOST.example")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/24", "10.0.0.1-9"})
  void refusesManyAddressesInOneRowOfTheInventory(String text) {
    Inventory.Builder builder = new Inventory.Builder(List.of());

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> builder.add("hosts.csv:17", text, List.of()));

    assertEquals(
        "hosts.csv:17: \"" + text + "\": an inventory lists single hosts", thrown.getMessage());
  }

  @Test
  void findsWhatAMapFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<InetSocketAddress, Verdict> map = new HashMap<>();
    Baseline.Builder builder = new Baseline.Builder();
    List<Verdict> kept = List.of(Verdict.OK, Verdict.DEGRADED, Verdict.FAILING);
    for (int i = 0; i < 20_000; i++) {
      InetSocketAddress endpoint = randomEndpoint(random);
      Verdict verdict = kept.get(random.nextInt(3));
      builder.add(IpAddress.of(endpoint.getAddress()), endpoint.getPort(), verdict);
      map.merge(endpoint, verdict, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    Baseline baseline = builder.build();

    map.forEach(
        (endpoint, verdict) ->
            assertEquals(
                verdict,
                baseline.verdictOn(new Target(endpoint, "a range")),
                endpoint + ", seed " + seed));
    for (int i = 0; i < 20_000; i++) {
      InetSocketAddress endpoint = randomEndpoint(random);
      assertEquals(
          map.getOrDefault(endpoint, Verdict.UNKNOWN),
          baseline.verdictOn(new Target(endpoint, "a range")),
          endpoint + ", seed " + seed);
    }
  }

  /** Close together, so that many are the same; of both families, with and without the sign bit. */
  private static InetSocketAddress randomEndpoint(Random random) {
    String address =
        switch (random.nextInt(4)) {
          case 0 -> "10.0.0." + random.nextInt(256);
          case 1 -> "255.255." + random.nextInt(256) + ".255";
          case 2 -> "128.0.0." + random.nextInt(64);
          default -> "2001:db8::" + random.nextInt(99);
        };
    return new InetSocketAddress(address(address), 1 + random.nextInt(65_535));
  }

  private static Target target(String address) {
    return SampleResults.target(address, "a range");
  }

  private static Target lost(String name) {
    return new Target(InetSocketAddress.createUnresolved(name, 3389), name, true);
  }

  private static Target single(String address) {
    return new Target(new InetSocketAddress(address(address), 3389), address, true);
  }

  private static InetAddress address(String literal) {
    return IpAddress.parse(literal).toInetAddress();
  }
}
