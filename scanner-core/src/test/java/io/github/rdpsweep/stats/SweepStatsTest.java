package io.github.rdpsweep.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepStatsTest {

  private static final Target HOST = SampleResults.target("10.0.0.1", "10.0.0.1");
  private static final Negotiation CONFIRM =
      new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f);
  private static final Negotiation FAILURE =
      new Negotiation.Failure(FailureCode.HYBRID_REQUIRED_BY_SERVER);

  private final SweepStats stats = new SweepStats(2);

  @Test
  void sumsAllLoops() {
    stats.loop(0).recordAttempt();
    stats.loop(0).recordAttempt();
    stats.loop(1).recordAttempt();
    stats.loop(0).record(SampleResults.silent(HOST));
    stats.loop(0).record(SampleResults.ready(HOST));
    stats.loop(1).record(SampleResults.ready(HOST));
    stats.loop(1).record(OwnTrouble.PORTS);

    StatsSnapshot snapshot = stats.snapshot();

    assertEquals(3, snapshot.attempts());
    assertEquals(3, snapshot.finished());
    assertEquals(2, snapshot.outcomes().get(Outcome.READY));
    assertEquals(1, snapshot.outcomes().get(Outcome.SILENT));
    assertEquals(0, snapshot.outcomes().get(Outcome.REFUSED));
    assertEquals(Outcome.values().length, snapshot.outcomes().size());
    assertEquals(1, snapshot.troubles().get(OwnTrouble.PORTS));
    assertEquals(0, snapshot.troubles().get(OwnTrouble.DESCRIPTORS));
    assertEquals(2, snapshot.latency(Stage.CONNECT).count());
    assertEquals(2, snapshot.latency(Stage.NEGOTIATE).count());
  }

  @Test
  void measuresTheFirstPassFromItsFirstConnectToTheLastNewHost() {
    LoopStats loop = stats.loop(1);
    newHost(loop, 1_000_000_000L);
    loop.recordAttempt(); // a further port
    newHost(loop, 3_000_000_000L);
    loop.recordAttempt(); // a later pass

    FirstPass firstPass = stats.snapshot().firstPass();

    assertEquals(new FirstPass(3, 2_000_000_000L), firstPass);
    assertEquals(1.0, firstPass.perSecond().orElseThrow());
    assertEquals(4, stats.snapshot().attempts());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5_000, Long.MAX_VALUE - 1_500})
  void spansTheFirstPassOfAllLoopsWhateverTheClocksOrigin(long origin) {
    newHost(stats.loop(0), origin + 1_000);
    newHost(stats.loop(0), origin + 2_000);
    newHost(stats.loop(1), origin + 500);
    newHost(stats.loop(1), origin + 1_500);

    assertEquals(new FirstPass(4, 1_500), stats.snapshot().firstPass());
  }

  @Test
  void tellsNoRateOfTooFewConnects() {
    assertEquals(OptionalDouble.empty(), stats.snapshot().firstPass().perSecond());
    newHost(stats.loop(0), 7);
    assertEquals(OptionalDouble.empty(), stats.snapshot().firstPass().perSecond());
    newHost(stats.loop(1), 7);
    assertEquals(OptionalDouble.empty(), stats.snapshot().firstPass().perSecond());
  }

  private static void newHost(LoopStats loop, long now) {
    loop.recordAttempt();
    loop.recordNewHost(now);
  }

  @Test
  void countsAsAnsweredWhatSomeoneElseSentBack() {
    stats.loop(0).record(SampleResults.silent(HOST));
    stats.loop(1).record(SampleResults.ready(HOST));
    stats.loop(1).record(result(Outcome.REFUSED, Stage.CONNECT, CONFIRM, Timings.NONE));
    stats.loop(1).record(result(Outcome.NOT_SENT, Stage.BEFORE, CONFIRM, Timings.NONE));

    assertEquals(2, stats.snapshot().answered());
  }

  static Stream<Arguments> latencies() {
    return Stream.of(
        // outcome, last stage, negotiation; whether connect and negotiate times count
        arguments(Outcome.UNRESOLVED, Stage.BEFORE, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.NO_ROUTE, Stage.CONNECT, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.NOT_SENT, Stage.CONNECT, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.SILENT, Stage.CONNECT, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.UNREACHABLE, Stage.CONNECT, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.REFUSED, Stage.CONNECT, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.CANCELLED, Stage.CONNECT, Negotiation.UNANSWERED, false, false),
        arguments(Outcome.CANCELLED, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.HUNG, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.UNACKNOWLEDGED, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.CLOSED, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.RESET, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.NOT_RDP, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.MALFORMED, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, false),
        arguments(Outcome.DISCONNECTED, Stage.NEGOTIATE, Negotiation.UNANSWERED, true, true),
        arguments(Outcome.NEGOTIATION_REFUSED, Stage.NEGOTIATE, FAILURE, true, true),
        arguments(Outcome.READY, Stage.NEGOTIATE, CONFIRM, true, true),
        arguments(Outcome.READY, Stage.NEGOTIATE, Negotiation.ABSENT, true, true),
        // --depth connect
        arguments(Outcome.READY, Stage.CONNECT, Negotiation.UNANSWERED, true, false));
  }

  @ParameterizedTest(name = "{0} in {1}, {2}")
  @MethodSource("latencies")
  void takesConnectsThatWereAnsweredAndWholeReplies(
      Outcome outcome, Stage stage, Negotiation negotiation, boolean connect, boolean negotiate) {
    stats.loop(0).record(result(outcome, stage, negotiation, new Timings(1_000, 2_000, 3_000)));

    StatsSnapshot snapshot = stats.snapshot();

    assertEquals(connect ? 1 : 0, snapshot.latency(Stage.CONNECT).count());
    assertEquals(negotiate ? 1 : 0, snapshot.latency(Stage.NEGOTIATE).count());
  }

  @ParameterizedTest
  @EnumSource
  void takesNoLatencyThatWasNotMeasured(Outcome outcome) {
    stats.loop(0).record(result(outcome, Stage.NEGOTIATE, CONFIRM, Timings.NONE));

    StatsSnapshot snapshot = stats.snapshot();

    assertEquals(1, snapshot.finished());
    assertEquals(new StageLatency(0, 0, 0, 0, 0, 0), snapshot.latency(Stage.CONNECT));
    assertEquals(new StageLatency(0, 0, 0, 0, 0, 0), snapshot.latency(Stage.NEGOTIATE));
  }

  @Test
  void tellsPercentilesToThreeDigits() {
    for (int micros = 1; micros <= 10_000; micros++) {
      stats.loop(micros % 2).record(connected(micros * 1_000L));
    }

    StageLatency latency = stats.snapshot().latency(Stage.CONNECT);

    assertEquals(10_000, latency.count());
    assertNear(5_000_000, latency.p50Nanos());
    assertNear(9_000_000, latency.p90Nanos());
    assertNear(9_900_000, latency.p99Nanos());
    assertNear(9_990_000, latency.p999Nanos());
    assertNear(10_000_000, latency.maxNanos());
  }

  @Test
  void recordsLatenciesBeyondItsRangeAsTheLongest() {
    stats.loop(0).record(connected(TimeUnit.MINUTES.toNanos(10)));
    stats.loop(0).record(connected(Long.MAX_VALUE));
    stats.loop(0).record(connected(0));

    StageLatency latency = stats.snapshot().latency(Stage.CONNECT);

    assertEquals(3, latency.count());
    assertNear(TimeUnit.MINUTES.toNanos(10), latency.maxNanos());
  }

  @Test
  void losesAndDoublesNothingBetweenSnapshots() throws Exception {
    int results = 100_000;
    List<CompletableFuture<Void>> loops = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      LoopStats loop = stats.loop(i);
      loops.add(CompletableFuture.runAsync(() -> recordAll(loop, results)));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(loops.toArray(new CompletableFuture<?>[0]));

    StatsSnapshot last = stats.snapshot();
    while (!all.isDone()) {
      StatsSnapshot next = stats.snapshot();
      assertTrue(next.finished() >= last.finished());
      assertTrue(next.latency(Stage.CONNECT).count() >= last.latency(Stage.CONNECT).count());
      last = next;
    }
    all.get(60, TimeUnit.SECONDS);

    long total = 2L * results;
    StatsSnapshot end = stats.snapshot();
    assertEquals(total, end.attempts());
    assertEquals(total, end.finished());
    assertEquals(total, end.outcomes().get(Outcome.READY));
    assertEquals(total, end.latency(Stage.CONNECT).count());
    assertEquals(total, end.latency(Stage.NEGOTIATE).count());
  }

  @Test
  void keepsASnapshotAsItWas() {
    stats.loop(0).record(SampleResults.ready(HOST));
    StatsSnapshot snapshot = stats.snapshot();

    stats.loop(0).record(SampleResults.ready(HOST));
    StatsSnapshot later = stats.snapshot();
    Histogram copy = snapshot.histogram(Stage.CONNECT);
    copy.recordValue(7);

    assertEquals(1, snapshot.finished());
    assertEquals(1, snapshot.histogram(Stage.CONNECT).getTotalCount());
    assertEquals(2, later.histogram(Stage.CONNECT).getTotalCount());
    assertThrows(
        UnsupportedOperationException.class, () -> snapshot.outcomes().put(Outcome.READY, 0L));
  }

  @Test
  void refusesStagesWithoutLatency() {
    StatsSnapshot snapshot = stats.snapshot();

    assertThrows(IllegalArgumentException.class, () -> snapshot.latency(Stage.BEFORE));
    assertThrows(IllegalArgumentException.class, () -> new SweepStats(0));
  }

  private static void recordAll(LoopStats loop, int results) {
    ProbeResult ready = SampleResults.ready(HOST);
    for (int i = 0; i < results; i++) {
      loop.recordAttempt();
      loop.record(ready);
    }
  }

  private static ProbeResult connected(long nanos) {
    return result(
        Outcome.REFUSED,
        Stage.CONNECT,
        Negotiation.UNANSWERED,
        new Timings(nanos, Timings.NOT_MEASURED, nanos));
  }

  private static ProbeResult result(
      Outcome outcome, Stage stage, Negotiation negotiation, Timings timings) {
    return new ProbeResult(
        HOST,
        outcome,
        stage,
        "",
        1,
        timings,
        PathFacts.NONE,
        negotiation,
        SampleResults.STARTED_AT);
  }

  private static void assertNear(long expected, long actual) {
    assertTrue(
        Math.abs(actual - expected) <= expected / 1_000, "expected " + expected + ", is " + actual);
  }
}
