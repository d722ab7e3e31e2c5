package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.WilsonInterval;
import io.github.rdpsweep.target.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SegmentTallyTest {

  private final SegmentTally tally = new SegmentTally();

  @Test
  void countsBySegmentInTheOrderOfAddresses() {
    for (String address :
        List.of("2001:db8::1", "10.0.1.1", "10.0.0.255", "2001:db8::2", "10.0.0.0", "9.0.0.0")) {
      tally.add(Rows.absent(address));
    }

    assertEquals(
        List.of("9.0.0.0/24 1", "10.0.0.0/24 2", "10.0.1.0/24 1", "2001:db8::/64 2"),
        tally.segments().map(s -> s.prefix() + " " + s.swept()).toList());
  }

  @Test
  void countsByNameWhereSegmentsAreNamed() {
    SegmentTally named =
        new SegmentTally(
            List.of(
                new NamedPrefix(Prefix.parse("10.0.0.0/8"), "company"),
                new NamedPrefix(Prefix.parse("10.1.0.0/16"), "Berlin"),
                new NamedPrefix(Prefix.parse("10.2.0.0/16"), "nothing swept")));
    for (String address : List.of("10.0.0.1", "10.9.0.1", "10.1.2.3", "11.0.0.1")) {
      named.add(Rows.absent(address));
    }

    assertEquals(
        List.of("company 10.0.0.0/8 2", "Berlin 10.1.0.0/16 1", " 11.0.0.0/24 1"),
        named.segments().map(s -> s.name() + " " + s.prefix() + " " + s.swept()).toList());
  }

  @Test
  void refusesAPrefixThatIsNamedTwice() {
    NamedPrefix prefix = new NamedPrefix(Prefix.parse("10.0.0.0/8"), "a");

    assertThrows(
        IllegalArgumentException.class,
        () -> new SegmentTally(List.of(prefix, new NamedPrefix(prefix.prefix(), "b"))));
  }

  @Test
  void onlyExpectedHostsCountInTheRatio() {
    tally.add(Rows.absent("10.0.0.1"));
    tally.add(Rows.ready("10.0.0.2"));
    tally.add(Rows.silent("10.0.0.3"));
    tally.add(Rows.answering("10.0.0.4", Outcome.REFUSED, Cause.SERVICE, Presence.ANSWERED));

    Segment segment = tally.segments().toList().get(0);

    assertEquals(4, segment.swept());
    assertEquals(3, segment.expected());
    assertEquals(2, segment.failures());
    assertEquals(OptionalDouble.of(2 / 3.0), segment.failureRatio());
    assertEquals(WilsonInterval.of(2, 3), segment.interval());
    assertEquals(
        Map.of(Outcome.SILENT, 2, Outcome.READY, 1, Outcome.REFUSED, 1), segment.outcomes());
    assertEquals(1, segment.verdicts().get(Verdict.ABSENT));
    assertEquals(0, segment.verdicts().get(Verdict.DEGRADED));
    assertEquals(1, segment.causes().get(Cause.SERVICE));
  }

  @Test
  void theScannersOwnTroubleCountsAgainstNoHost() {
    tally.add(Rows.ready("10.0.0.1"));
    tally.add(
        new Observation(
            Rows.silent("10.0.0.2").address(),
            Outcome.NOT_SENT,
            Verdict.UNKNOWN,
            Cause.NONE,
            Presence.KNOWN,
            -1,
            Observation.Delivery.UNKNOWN));

    Segment segment = tally.segments().toList().get(0);

    assertEquals(2, segment.swept());
    assertEquals(1, segment.expected());
    assertEquals(OptionalDouble.of(0), segment.failureRatio());
  }

  @Test
  void hasNoRatioWhereNothingIsExpected() {
    tally.add(Rows.absent("10.0.0.1"));

    Segment segment = tally.segments().toList().get(0);

    assertEquals(OptionalDouble.empty(), segment.failureRatio());
    assertEquals(WilsonInterval.UNKNOWN, segment.interval());
    assertEquals(Latency.NONE, segment.latency());
    assertEquals(Cause.NONE, segment.cause());
  }

  @Test
  void tellsPercentilesOfRoundTrips() {
    for (int i = 1; i <= 100; i++) {
      tally.add(Rows.ready("10.0.0." + i, i * Rows.MILLISECOND, Observation.Delivery.AT_ONCE));
    }

    Latency latency = tally.segments().toList().get(0).latency();

    assertEquals(100, latency.count());
    assertEquals(50e6, (double) latency.p50Nanos(), 50e6 * LatencySketch.ERROR);
    assertEquals(90e6, (double) latency.p90Nanos(), 90e6 * LatencySketch.ERROR);
    assertEquals(99e6, (double) latency.p99Nanos(), 99e6 * LatencySketch.ERROR);
  }

  @Test
  void aDeviceThatRefusesForEveryAddressMakesNoHosts() {
    for (int i = 0; i < 256; i++) {
      tally.add(Rows.answering("10.0.0." + i, Outcome.REFUSED, Cause.SERVICE, Presence.ANSWERED));
    }

    Segment segment = tally.segments().toList().get(0);

    assertEquals(Optional.of(Outcome.REFUSED), segment.uniform());
    assertEquals(0, segment.expected());
    assertEquals(0, segment.failures());
    assertEquals(Cause.NONE, segment.cause());
  }

  @Test
  void knownHostsBehindSuchADeviceFailByIt() {
    for (int i = 0; i < 256; i++) {
      Presence presence = i % 8 == 3 ? Presence.KNOWN : Presence.ANSWERED;
      tally.add(Rows.answering("10.0.0." + i, Outcome.REFUSED, Cause.SERVICE, presence));
    }

    Segment segment = tally.segments().toList().get(0);

    assertEquals(32, segment.expected());
    assertEquals(32, segment.failures());
    assertEquals(Cause.FIREWALL, segment.cause());
  }

  /** As one policy may have it on all of them. */
  @Test
  void knownHostsThatAllRefuseAreNoDevice() {
    for (int i = 0; i < 256; i++) {
      Presence presence = i < 200 ? Presence.KNOWN : Presence.ANSWERED;
      tally.add(Rows.answering("10.0.0." + i, Outcome.REFUSED, Cause.SERVICE, presence));
    }

    Segment segment = tally.segments().toList().get(0);

    assertEquals(Optional.empty(), segment.uniform());
    assertEquals(256, segment.failures());
    assertEquals(Cause.SERVICE, segment.cause());
  }

  @Test
  void notesWhatNoRowShowsByItself() {
    for (int i = 0; i < 100; i++) {
      tally.add(Rows.refused("10.0.0." + i));
    }
    for (int i = 0; i < 9; i++) {
      tally.add(Rows.answering("10.0.1." + i, Outcome.HUNG, Cause.SERVICE, Presence.ANSWERED));
      tally.add(Rows.silent("10.0.1." + (100 + i)));
    }
    for (int i = 0; i < 9; i++) {
      tally.add(Rows.answering("10.0.2." + i, Outcome.HUNG, Cause.SERVICE, Presence.ANSWERED));
      tally.add(Rows.ready("10.0.2." + (100 + i)));
    }
    tally.add(
        Rows.answering("10.0.3.1", Outcome.NEGOTIATION_REFUSED, Cause.FIREWALL, Presence.ANSWERED));
    tally.add(Rows.incompatible("10.0.3.2"));
    tally.add(Rows.unreachable("10.0.4.1", Rows.MILLISECOND));
    tally.add(Rows.unreachable("10.0.4.2", 3_100 * Rows.MILLISECOND));

    List<String> notes =
        tally.segments().map(segment -> segment.note().replaceFirst(":.*", "")).toList();

    assertEquals(
        List.of(
            "100 of 100 addresses are refused alike, at one round-trip time",
            "9 of 9 that answer accept TCP and give no X.224 answer",
            "",
            "1 answered with failure code 4, which a request in clear text should never get",
            "ICMP errors came at once for 1"),
        notes);
  }

  /** A last router's error comes after 3 s, which is no way there and back. */
  @Test
  void anIcmpErrorIsNoRoundTrip() {
    tally.add(Rows.unreachable("10.0.4.2", 3_100 * Rows.MILLISECOND));

    Segment segment = tally.segments().toList().get(0);

    assertEquals(Latency.NONE, segment.latency());
    assertEquals(0, segment.connected());
  }

  @Test
  void countsWhatWorksBadly() {
    tally.add(Rows.degraded("10.0.0.1", Cause.NETWORK, Observation.Delivery.RESENT));
    tally.add(Rows.degraded("10.0.0.2", Cause.NETWORK, Observation.Delivery.AT_ONCE));
    tally.add(Rows.degraded("10.0.0.3", Cause.SERVICE, Observation.Delivery.AT_ONCE));

    Segment segment = tally.segments().toList().get(0);

    assertEquals(Cause.NETWORK, segment.degradedCause());
    assertEquals(Cause.NONE, segment.cause());
    assertEquals(3, segment.connected());
    assertEquals(1, segment.resent());
  }

  @Test
  void hostsThatAnswerInTheirOwnTimeAreNoDevice() {
    for (int i = 0; i < 256; i++) {
      tally.add(
          new Observation(
              Rows.silent("10.0.0." + i).address(),
              Outcome.REFUSED,
              Verdict.FAILING,
              Cause.SERVICE,
              Presence.ANSWERED,
              (1 + i % 40) * Rows.MILLISECOND,
              Observation.Delivery.AT_ONCE));
    }

    assertEquals(Optional.empty(), tally.segments().toList().get(0).uniform());
    assertEquals(256, tally.segments().toList().get(0).expected());
  }

  @Test
  void hostsThatConnectAndHangAreNotCutOff() {
    for (int i = 1; i < 40; i++) {
      tally.add(Rows.answering("10.0.0." + i, Outcome.HUNG, Cause.UNDETERMINED, Presence.ANSWERED));
    }

    assertEquals(Cause.SERVICE, tally.segments().toList().get(0).cause());
    assertEquals(39, tally.segments().toList().get(0).causes().get(Cause.UNDETERMINED));
  }

  @Test
  void aSegmentInModerateUseIsNoDevice() {
    for (int i = 0; i < 256; i++) {
      String address = "10.0.0." + i;
      tally.add(
          i < 200
              ? Rows.answering(address, Outcome.REFUSED, Cause.SERVICE, Presence.ANSWERED)
              : Rows.absent(address));
    }

    assertEquals(Optional.empty(), tally.segments().toList().get(0).uniform());
    assertEquals(200, tally.segments().toList().get(0).expected());
  }
}
