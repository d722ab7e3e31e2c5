package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.segment.Observation.Delivery;
import io.github.rdpsweep.target.Target;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationTest {

  @ParameterizedTest(name = "connect {0} ms, rtt {1} us, retransmits {2}")
  @CsvSource({
    "5, -1, -1, 5000000, AT_ONCE",
    "5, 700, 0, 700000, AT_ONCE",
    "1005, 700, 1, 700000, RESENT",
    "5, 700, 2, 700000, RESENT",
    "1005, -1, -1, 1005000000, RESENT",
    "1005, 1000000, 0, 1000000000, AT_ONCE",
    "-1, -1, 3, -1, UNKNOWN",
  })
  void prefersWhatTheKernelMeasured(
      long connectMillis, int rttMicros, int retransmits, long latencyNanos, Delivery delivery) {
    long connectNanos = connectMillis < 0 ? Timings.NOT_MEASURED : connectMillis * 1_000_000;
    ProbeResult result =
        new ProbeResult(
            new Target(new InetSocketAddress("10.0.0.1", 3389), "10.0.0.1"),
            Outcome.READY,
            Stage.NEGOTIATE,
            "",
            1,
            new Timings(connectNanos, Timings.NOT_MEASURED, connectNanos),
            new PathFacts(rttMicros, retransmits, -1),
            new Negotiation.Absent(),
            0);

    Observation row =
        Observation.of(result, HostContext.UNNAMED, new Diagnosis(Verdict.OK, Cause.NONE, ""));

    assertEquals(latencyNanos, row.latencyNanos());
    assertEquals(delivery, row.delivery());
  }

  /** Their times are long for reasons of their own, and would look like loss or distance. */
  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"REFUSED", "UNREACHABLE", "UNACKNOWLEDGED"})
  void whatFailsOnTheWayIsNoMeasureOfThePath(Outcome outcome) {
    ProbeResult result =
        new ProbeResult(
            new Target(new InetSocketAddress("10.0.0.1", 3389), "10.0.0.1"),
            outcome,
            outcome.stage(),
            "",
            1,
            new Timings(1_100_000_000, Timings.NOT_MEASURED, 1_100_000_000),
            new PathFacts(-1, 2, 1),
            Negotiation.UNANSWERED,
            0);

    Observation row =
        Observation.of(
            result, HostContext.NAMED, new Diagnosis(Verdict.FAILING, Cause.NETWORK, ""));

    assertEquals(Delivery.UNKNOWN, row.delivery());
  }

  @ParameterizedTest(name = "{1}, named: {0}")
  @CsvSource({
    "false, OK, ANSWERED",
    "false, DEGRADED, ANSWERED",
    "false, FAILING, ANSWERED",
    "false, ABSENT, NONE",
    "false, UNKNOWN, NONE",
    "true, OK, KNOWN",
    "true, FAILING, KNOWN",
    "true, UNKNOWN, KNOWN",
  })
  void anAnswerAloneIsLessThanKnowing(boolean named, Verdict verdict, Presence presence) {
    HostContext context = named ? HostContext.NAMED : HostContext.UNNAMED;

    assertEquals(presence, Presence.of(context, verdict));
  }
}
