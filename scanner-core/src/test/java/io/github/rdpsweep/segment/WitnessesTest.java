package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessesTest {

  private final Witnesses witnesses = new Witnesses(8);

  @Test
  void remembersOneSilentTargetOfEachBlock() {
    silent("10.1.0.1", "10.1.0.2", "10.1.0.17", "10.1.2.9", "10.2.0.1");

    assertEquals(
        endpoints("10.1.0.1", "10.1.0.17", "10.1.2.9"),
        witnesses.silentIn(List.of(Prefix.parse("10.1.0.0/16")), 9));
    assertEquals(
        endpoints("10.1.0.17"), witnesses.silentIn(List.of(Prefix.parse("10.1.0.16/28")), 9));
    assertEquals(
        endpoints("10.1.0.1", "10.1.0.17"),
        witnesses.silentIn(List.of(Prefix.parse("10.1.0.0/16")), 2));
    assertEquals(
        endpoints("10.1.2.9", "10.2.0.1"),
        witnesses.silentIn(List.of(Prefix.parse("10.1.2.0/24"), Prefix.parse("10.2.0.0/24")), 9));
    assertEquals(List.of(), witnesses.silentIn(List.of(Prefix.parse("10.3.0.0/16")), 9));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "SILENT, FAILING, 1",
    "UNREACHABLE, FAILING, 1",
    "SILENT, ABSENT, 0",
    "REFUSED, FAILING, 0", // its SYN was answered
    "HUNG, FAILING, 0",
    "NOT_SENT, UNKNOWN, 0",
    "READY, OK, 0",
  })
  void onlyFailuresOnTheWayAreWorthATrace(Outcome outcome, Verdict verdict, int count) {
    witnesses.add(endpoint("10.1.0.1"), outcome, verdict);

    assertEquals(count, witnesses.silentIn(List.of(Prefix.parse("10.0.0.0/8")), 9).size());
  }

  @Test
  void findsTheNearestTargetThatWorks() {
    working("10.2.0.1", "10.1.128.1", "10.1.1.77", "2001:db8::1");

    assertEquals(Optional.of(endpoint("10.1.1.77")), witnesses.workingNear(endpoint("10.1.1.1")));
    assertEquals(Optional.of(endpoint("10.1.1.77")), witnesses.workingNear(endpoint("10.1.3.1")));
    assertEquals(Optional.of(endpoint("10.2.0.1")), witnesses.workingNear(endpoint("10.3.9.9")));
    assertEquals(
        Optional.of(endpoint("2001:db8::1")), witnesses.workingNear(endpoint("2001:db8:9::1")));
  }

  @Test
  void familiesTakeDifferentPaths() {
    working("10.2.0.1");

    assertEquals(Optional.empty(), witnesses.workingNear(endpoint("2001:db8::1")));
  }

  @Test
  void keepsAddressesOfBothFamiliesAndPorts() {
    InetSocketAddress target =
        new InetSocketAddress(IpAddress.parse("2001:db8:1:2:3:4:5:6").toInetAddress(), 65_535);
    witnesses.add(target, Outcome.SILENT, Verdict.FAILING);
    witnesses.add(target, Outcome.READY, Verdict.OK);

    assertEquals(List.of(target), witnesses.silentIn(List.of(Prefix.parse("2001:db8::/32")), 9));
    assertEquals(Optional.of(target), witnesses.workingNear(endpoint("2001:db8::1")));
  }

  @Test
  void isBounded() {
    for (int i = 0; i < 100; i++) {
      silent("10.1." + i + ".1");
    }

    assertEquals(8, witnesses.silentIn(List.of(Prefix.parse("10.1.0.0/16")), 100).size());
  }

  private void silent(String... addresses) {
    endpoints(addresses)
        .forEach(endpoint -> witnesses.add(endpoint, Outcome.SILENT, Verdict.FAILING));
  }

  private void working(String... addresses) {
    endpoints(addresses).forEach(endpoint -> witnesses.add(endpoint, Outcome.READY, Verdict.OK));
  }

  private static List<InetSocketAddress> endpoints(String... addresses) {
    return List.of(addresses).stream().map(WitnessesTest::endpoint).toList();
  }

  private static InetSocketAddress endpoint(String address) {
    return new InetSocketAddress(IpAddress.parse(address).toInetAddress(), 3389);
  }
}
