package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.Observation.Delivery;
import io.github.rdpsweep.target.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingScanTest {

  private SegmentTally tally = new SegmentTally();

  @Test
  void nothingSweptHasNoFindings() {
    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void addressesWithoutHostsHaveNoFindings() {
    everyHost("10.0.0", 0, 256, Rows::absent);
    everyHost("10.0.1", 0, 256, Rows::absent);

    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void aFleetThatIsWellHasNoFindings() {
    networks(0, 16, Rows::ready);

    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void oneDeadHostInEachSegmentIsNoFinding() {
    for (int network = 0; network < 16; network++) {
      everyHost("10.0." + network, 1, 60, Rows::ready);
      tally.add(Rows.silent("10.0." + network + ".200"));
    }

    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void aDead22IsOneFinding() {
    networks(0, 4, Rows::ready);
    networks(4, 8, Rows::silent);
    networks(8, 16, Rows::ready);

    Finding finding = onlyFinding();

    assertEquals("failing network [10.0.4.0/22]", shown(finding));
    assertEquals(240, finding.hosts());
    assertEquals(240, finding.affected());
    assertEquals(Map.of(Outcome.SILENT, 240), finding.evidence());
    assertEquals(0, finding.elsewhere());
  }

  /** Such as the first of many resets that a router sends, before its limit. */
  @Test
  void theFewThatAnswerInADeadSegmentAreNoFindingOfTheirOwn() {
    networks(0, 4, Rows::ready);
    for (int host = 0; host < 200; host++) {
      String address = "10.0.4." + host;
      tally.add(host % 20 == 7 ? Rows.refused(address) : Rows.silent(address));
    }
    networks(5, 16, Rows::ready);

    Finding finding = onlyFinding();

    assertEquals("failing network [10.0.4.0/24]", shown(finding));
    assertEquals(Map.of(Outcome.SILENT, 190, Outcome.REFUSED, 10), finding.evidence());
  }

  @Test
  void aHalfThatRefusesIsAFindingOfItsOwn() {
    networks(0, 4, Rows::ready);
    everyHost("10.0.4", 0, 128, Rows::silent);
    everyHost("10.0.4", 128, 256, Rows::refused);
    networks(5, 16, Rows::ready);

    assertEquals(
        List.of("failing network [10.0.4.0/25]", "failing service [10.0.4.128/25]"),
        FindingScan.of(tally).stream().map(FindingScanTest::shown).sorted().toList());
  }

  @Test
  void deadSegmentsWithHealthyOnesBetweenAreTwoFindings() {
    networks(0, 4, Rows::ready);
    networks(4, 5, Rows::silent);
    networks(5, 7, Rows::ready);
    networks(7, 8, Rows::silent);
    networks(8, 16, Rows::ready);

    assertEquals(
        List.of("failing network [10.0.4.0/24]", "failing network [10.0.7.0/24]"),
        FindingScan.of(tally).stream().map(FindingScanTest::shown).sorted().toList());
  }

  @Test
  void neighboursWithDifferentCausesAreTwoFindings() {
    networks(0, 4, Rows::ready);
    networks(4, 5, Rows::silent);
    networks(5, 6, Rows::blocked);
    networks(6, 16, Rows::ready);

    assertEquals(
        List.of("failing firewall [10.0.5.0/24]", "failing network [10.0.4.0/24]"),
        FindingScan.of(tally).stream().map(FindingScanTest::shown).sorted().toList());
  }

  @Test
  void aHealthySegmentInADeadOneLeavesOneFindingOfSeveralPrefixes() {
    networks(0, 16, Rows::ready);
    networks(16, 21, Rows::silent);
    networks(21, 22, Rows::ready);
    networks(22, 32, Rows::silent);
    networks(32, 48, Rows::ready);

    assertEquals(
        "failing network [10.0.16.0/22, 10.0.20.0/24, 10.0.22.0/23, 10.0.24.0/21]",
        shown(onlyFinding()));
  }

  @Test
  void aPartOfASegmentIsNamedDownTo28Bits() {
    networks(0, 16, Rows::ready);
    everyHost("10.0.20", 1, 255, address -> Rows.ready(address));
    everyHost(
        "10.0.21",
        0,
        256,
        address -> inRange(address, 64, 80) ? Rows.refused(address) : Rows.ready(address));

    assertEquals("failing service [10.0.21.64/28]", shown(onlyFinding()));
  }

  @Test
  void theWholeSegmentIsNamedWhereAllItsHostsFail() {
    networks(0, 16, Rows::ready);
    everyHost("10.0.20", 10, 40, Rows::silent);
    everyHost("10.0.21", 1, 200, Rows::ready);

    assertEquals("failing network [10.0.20.0/24]", shown(onlyFinding()));
  }

  @Test
  void hostsThatAreNotReachedSayNothingOfTheirServices() {
    networks(0, 16, Rows::ready);
    everyHost(
        "10.0.20",
        0,
        128,
        address -> inRange(address, 0, 64) ? Rows.silent(address) : Rows.refused(address));

    assertEquals(
        List.of("failing network [10.0.20.0/26]", "failing service [10.0.20.64/26]"),
        FindingScan.of(tally).stream().map(FindingScanTest::shown).toList());
  }

  @Test
  void hostsThatConnectAndHangAreAFindingOfTheirService() {
    networks(0, 16, Rows::ready);
    networks(
        16,
        18,
        address -> Rows.answering(address, Outcome.HUNG, Cause.UNDETERMINED, Presence.ANSWERED));

    assertEquals("failing service [10.0.16.0/23]", shown(onlyFinding()));
  }

  @Test
  void serversWithoutACommonProtocolAreAFinding() {
    networks(0, 16, Rows::ready);
    networks(16, 18, Rows::incompatible);

    assertEquals("failing compatibility [10.0.16.0/23]", shown(onlyFinding()));
  }

  @Test
  void aSlowSegmentIsAFinding() {
    networks(0, 16, Rows::ready);
    networks(16, 17, Rows::slow);

    Finding finding = onlyFinding();

    assertEquals("slow network [10.0.16.0/24]", shown(finding));
    assertEquals(50e6, (double) finding.typicalNanos(), 1e3);
    assertEquals(1e6, (double) finding.elsewhereNanos(), 1e2);
  }

  @Test
  void aDifferenceThatNobodyFeelsIsNotSlow() {
    networks(0, 16, Rows::ready);
    networks(16, 17, address -> Rows.ready(address, 5 * Rows.MILLISECOND, Delivery.AT_ONCE));

    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void aLossySegmentIsAFinding() {
    networks(0, 16, Rows::ready);
    everyHost(
        "10.0.16",
        1,
        61,
        address ->
            Rows.ready(
                address,
                Rows.MILLISECOND,
                inRange(address, 0, 15) ? Delivery.RESENT : Delivery.AT_ONCE));
    everyHost(
        "10.0.16",
        61,
        121,
        address ->
            Rows.ready(
                address,
                Rows.MILLISECOND,
                address.endsWith("5") ? Delivery.RESENT : Delivery.AT_ONCE));

    Finding finding = FindingScan.of(tally).get(0);

    assertEquals(Finding.Kind.LOSSY, finding.kind());
    assertEquals(Cause.NETWORK, finding.cause());
    assertTrue(Prefix.parse("10.0.16.0/24").range().contains(finding.prefixes().get(0).address()));
  }

  @Test
  void aDeviceThatRefusesForEveryAddressIsNoFinding() {
    networks(0, 16, Rows::ready);
    everyHost("10.0.20", 0, 256, Rows::refused);

    assertEquals(List.of(), FindingScan.of(tally));
  }

  @Test
  void knownHostsBehindSuchADeviceAreAFindingOfTheFirewall() {
    networks(0, 16, Rows::ready);
    everyHost(
        "10.0.20",
        0,
        256,
        address ->
            Rows.answering(
                address,
                Outcome.REFUSED,
                Cause.SERVICE,
                address.endsWith("7") ? Presence.KNOWN : Presence.ANSWERED));

    Finding finding = onlyFinding();

    assertEquals("failing firewall [10.0.20.0/24]", shown(finding));
    assertEquals(25, finding.hosts());
  }

  @Test
  void aFleetThatFailsAltogetherIsOneFinding() {
    networks(0, 16, Rows::silent);

    assertEquals("failing network [10.0.0.0/20]", shown(onlyFinding()));
  }

  @Test
  void ipv6SegmentsAreFound() {
    for (int network = 0; network < 32; network++) {
      for (int host = 1; host <= 20; host++) {
        String address = "2001:db8:0:" + Integer.toHexString(network) + "::" + host;
        tally.add(network / 4 == 3 ? Rows.silent(address) : Rows.ready(address));
      }
    }
    networks(0, 4, Rows::ready);

    assertEquals("failing network [2001:db8:0:c::/62]", shown(onlyFinding()));
  }

  @Test
  void theSegmentsOfOneNameAreOneFinding() {
    tally =
        new SegmentTally(
            List.of(
                new NamedPrefix(Prefix.parse("10.0.3.0/24"), "Berlin"),
                new NamedPrefix(Prefix.parse("10.0.9.0/24"), "Berlin"),
                new NamedPrefix(Prefix.parse("10.0.12.0/24"), "Berlin"),
                new NamedPrefix(Prefix.parse("10.0.0.0/16"), "elsewhere")));
    for (int network = 0; network < 16; network++) {
      boolean berlin = List.of(3, 9, 12).contains(network);
      everyHost("10.0." + network, 1, berlin ? 4 : 61, berlin ? Rows::silent : Rows::ready);
    }

    Finding finding = onlyFinding();

    assertEquals("failing network [10.0.3.0/24, 10.0.9.0/24, 10.0.12.0/24]", shown(finding));
    assertEquals("Berlin", finding.name());
    assertEquals(9, finding.affected());
  }

  @Test
  void aFindingInANamedSegmentBearsItsName() {
    tally = new SegmentTally(List.of(new NamedPrefix(Prefix.parse("10.0.4.0/22"), "Paris")));
    networks(0, 4, Rows::ready);
    networks(4, 5, Rows::silent);
    networks(5, 16, Rows::ready);

    Finding finding = onlyFinding();

    assertEquals("failing network [10.0.4.0/24]", shown(finding));
    assertEquals("Paris", finding.name());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.02, 0.1})
  void failuresAtRandomAreNoFindings(double share) {
    long seed = 20_260;
    Random random = new Random(seed);
    for (int fleet = 0; fleet < 30; fleet++) {
      tally = new SegmentTally();
      networks(
          0,
          64,
          address ->
              random.nextDouble() >= share
                  ? Rows.ready(address)
                  : random.nextBoolean() ? Rows.silent(address) : Rows.refused(address));

      assertEquals(List.of(), FindingScan.of(tally), "seed " + seed + ", fleet " + fleet);
    }
  }

  private Finding onlyFinding() {
    List<Finding> findings = FindingScan.of(tally);
    assertEquals(1, findings.size(), () -> "findings: " + findings);
    return findings.get(0);
  }

  private static String shown(Finding finding) {
    return finding.kind().label() + " " + finding.cause().label() + " " + finding.prefixes();
  }

  /** Sixty hosts all over each of some /24 of 10.0.0.0/16. */
  private void networks(int from, int to, Function<String, Observation> row) {
    for (int network = from; network < to; network++) {
      for (int i = 0; i < 60; i++) {
        tally.add(row.apply("10.0." + network + "." + (1 + 4 * i)));
      }
    }
  }

  private void everyHost(String network, int from, int to, Function<String, Observation> row) {
    IntStream.range(from, to).forEach(host -> tally.add(row.apply(network + "." + host)));
  }

  private static boolean inRange(String address, int from, int to) {
    int host = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    return host >= from && host < to;
  }
}
