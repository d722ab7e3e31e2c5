package io.github.rdpsweep.diagnosis;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.testing.SampleResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnoserTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private static final Negotiation HYBRID = new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f);

  private static final Diagnoser DIAGNOSER = diagnoser(Thresholds.DEFAULT);

  /** What is known of a host, in the order of the columns below. */
  private static final Map<String, HostContext> CONTEXTS = contexts();

  /**
   * Verdict and cause for each outcome, as a probe of depth negotiate has it by the first letters
   * of failing, absent, unknown, ok and of network, firewall, service, compatibility, undetermined.
   */
  private static final String TABLE =
      """
                           nothing named  worked failed absent alive  dead   dead+named alive+named
      unresolved           a       f/u    f/u    f/u    a      f/u    a      f/u        f/u
      no-route             u/n     u/n    u/n    u/n    u/n    u/n    u/n    u/n        u/n
      not-sent             u       u      u      u      u      u      u      u          u
      cancelled            u       u      u      u      u      u      u      u          u
      silent               a       f/u    f/u    f/u    a      f/f    a      f/u        f/f
      refused              f/s     f/s    f/s    f/s    f/s    f/s    f/s    f/s        f/s
      unreachable          a       f/n    f/n    f/n    a      f/f    a      f/n        f/f
      hung                 f/s     f/s    f/s    f/s    f/s    f/s    f/s    f/s        f/s
      unacknowledged       f/f     f/f    f/f    f/f    f/f    f/f    f/f    f/f        f/f
      closed               f/s     f/s    f/s    f/s    f/s    f/s    f/s    f/s        f/s
      reset                f/f     f/f    f/f    f/f    f/f    f/f    f/f    f/f        f/f
      not-rdp              f/s     f/s    f/s    f/s    f/s    f/s    f/s    f/s        f/s
      malformed            f/s     f/s    f/s    f/s    f/s    f/s    f/s    f/s        f/s
      disconnected         f/c     f/c    f/c    f/c    f/c    f/c    f/c    f/c        f/c
      negotiation-refused  f/c     f/c    f/c    f/c    f/c    f/c    f/c    f/c        f/c
      tls-failed           f/c     f/c    f/c    f/c    f/c    f/c    f/c    f/c        f/c
      tls-hung             f/u     f/u    f/u    f/u    f/u    f/u    f/u    f/u        f/u
      tls-closed           f/c     f/c    f/c    f/c    f/c    f/c    f/c    f/c        f/c
      identity-failed      o       o      o      o      o      o      o      o          o
      ready                o       o      o      o      o      o      o      o          o
      """;

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("cellsOfTheTable")
  void judgesEachOutcomeInEachContext(Outcome outcome, String context, String letters) {
    Diagnosis diagnosis = DIAGNOSER.diagnose(result(outcome), CONTEXTS.get(context));

    assertEquals(letters, letters(diagnosis), diagnosis.toString());
  }

  static Stream<Arguments> cellsOfTheTable() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    List<Arguments> cells = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Outcome outcome =
          Arrays.stream(Outcome.values())
              .filter(o -> o.label().equals(line[0]))
              .findFirst()
              .orElseThrow();
      for (int i = 1; i < line.length; i++) {
        cells.add(Arguments.of(outcome, lines.get(0)[i - 1], line[i]));
      }
    }
    return cells.stream();
  }

  @Test
  void tableNamesEveryOutcomeAndEveryContext() {
    Set<String> named =
        cellsOfTheTable().map(cell -> cell.get()[0] + " " + cell.get()[1]).collect(toSet());

    Set<String> all =
        Arrays.stream(Outcome.values())
            .flatMap(outcome -> CONTEXTS.keySet().stream().map(context -> outcome + " " + context))
            .collect(toSet());
    assertEquals(all, named);
  }

  @ParameterizedTest
  @EnumSource
  void neverTakesAnAnswerForAnAbsentHostNorItsOwnTroubleForTheHosts(Outcome outcome) {
    Set<Outcome> ownTrouble = EnumSet.of(Outcome.NO_ROUTE, Outcome.NOT_SENT, Outcome.CANCELLED);
    for (HostContext context : everyContext()) {
      Verdict verdict = DIAGNOSER.diagnose(result(outcome), context).verdict();

      assertEquals(ownTrouble.contains(outcome), verdict == Verdict.UNKNOWN, context.toString());
      if (context.isExpected() || (outcome.isAnswer() && outcome != Outcome.UNREACHABLE)) {
        assertNotEquals(Verdict.ABSENT, verdict, context.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sharesEqualDiagnoses(Outcome outcome) {
    for (HostContext context : everyContext()) {
      assertSame(
          DIAGNOSER.diagnose(result(outcome), context),
          DIAGNOSER.diagnose(result(outcome), context));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, compatibility, TLS",
    "2, compatibility, standard RDP security only",
    "3, compatibility, certificate",
    "4, firewall, proxy",
    "5, compatibility, network level authentication",
    "6, compatibility, client's certificate",
    "7, compatibility, Entra",
    "99, compatibility, not published",
    "-1, compatibility, not published",
  })
  void readsFailureCodes(int code, String cause, String advice) {
    ProbeResult refused =
        result(Outcome.NEGOTIATION_REFUSED, new Negotiation.Failure(new FailureCode(code)));

    Diagnosis diagnosis = DIAGNOSER.diagnose(refused, HostContext.UNNAMED);

    assertEquals(Verdict.FAILING, diagnosis.verdict());
    assertEquals(cause, diagnosis.cause().label());
    assertTrue(diagnosis.advice().contains(advice), diagnosis.advice());
  }

  @Test
  void tellsAServerThatSelectedWhatWasNotOfferedFromOneThatDeclined() {
    ProbeResult unasked =
        result(Outcome.NEGOTIATION_REFUSED, new Negotiation.Response(SecurityProtocol.RDSTLS, 0));

    String advice = DIAGNOSER.diagnose(unasked, HostContext.UNNAMED).advice();

    assertTrue(advice.contains("selected what was not offered"), advice);
  }

  /** The default thresholds are 150 ms, 1 s and 1 % of at least 2 packets. */
  @ParameterizedTest(name = "rtt {0} us, {1} retransmits, {2} attempts, reply {3} ms: {4}")
  @CsvSource({
    "  1499, 0, 1,   12, ok",
    "150000, 0, 1,  151, ok",
    "150001, 0, 1,  151, degraded/network",
    "  1499, 1, 1,  300, ok",
    "  1499, 2, 1,  300, degraded/network",
    "  1499, 0, 2,   12, ok",
    "  1499, 0, 3,   12, degraded/network",
    "  1499, 1, 2,   12, degraded/network",
    " 10000, 0, 1, 1010, ok",
    " 10000, 0, 1, 1011, degraded/service",
    "200000, 3, 1, 5000, degraded/network",
    "300000, 0, 3,  310, degraded/network",
  })
  void findsWhatIsSlowOrLossy(
      int rttMicros, int retransmits, int attempts, long replyMillis, String expected) {
    Timings timings =
        new Timings(rttMicros * 1_000L, replyMillis * MILLI, replyMillis * MILLI + SECOND);
    PathFacts path = new PathFacts(rttMicros, retransmits, 0);

    Diagnosis diagnosis =
        DIAGNOSER.diagnose(ready(attempts, timings, path, HYBRID), HostContext.UNNAMED);

    assertEquals(expected, words(diagnosis));
  }

  /** Without TCP_INFO a SYN that was lost shows in steps of 1, 3 and 7 s. */
  @ParameterizedTest(name = "connect {0} ms, reply {1} ms: {2}")
  @CsvSource({
    "   2,   12, ok",
    " 150,  150, ok",
    " 151,  151, degraded/network",
    " 940,  940, degraded/network",
    " 999,  999, ok",
    "1002,    5, ok",
    "1002, 1001, degraded/service",
    "3002,    5, degraded/network",
    "7002,    5, degraded/network",
  })
  void makesDoWithTheConnectTime(long connectMillis, long replyMillis, String expected) {
    Timings timings =
        new Timings(
            connectMillis * MILLI, replyMillis * MILLI, (connectMillis + replyMillis) * MILLI);

    Diagnosis diagnosis =
        DIAGNOSER.diagnose(ready(1, timings, PathFacts.NONE, HYBRID), HostContext.UNNAMED);

    assertEquals(expected, words(diagnosis));
  }

  @Test
  void keepsToTheThresholdsItIsGiven() {
    Diagnoser strict =
        diagnoser(
            new Thresholds(Duration.ofMillis(1), Duration.ofMillis(1), 0, Duration.ofMillis(1)));
    Diagnoser lenient =
        diagnoser(
            new Thresholds(
                Duration.ofSeconds(9), Duration.ofSeconds(9), 0.9, Duration.ofSeconds(9)));
    ProbeResult slow =
        ready(1, new Timings(SECOND / 2, 3 * SECOND, 4 * SECOND), new PathFacts(2, 0, 0), HYBRID);
    ProbeResult lossy =
        ready(1, new Timings(MILLI / 2, MILLI, 2 * MILLI), new PathFacts(500, 2, 0), HYBRID);

    assertEquals("degraded/service", words(strict.diagnose(slow, HostContext.UNNAMED)));
    assertEquals("degraded/network", words(strict.diagnose(lossy, HostContext.UNNAMED)));
    assertEquals("ok", words(lenient.diagnose(slow, HostContext.UNNAMED)));
    assertEquals("ok", words(lenient.diagnose(lossy, HostContext.UNNAMED)));
  }

  /**
   * A round trip in ms for each probe, 1 ms to think, and of its two packets so many sent again.
   */
  @ParameterizedTest(name = "{0}, {1} lost: {2}")
  @CsvSource({
    "10 10 10 10 10, 0, ok",
    "10 10 10 10 10, 1, ok",
    "10 10 10 10 10, 2, degraded/network",
    "10 10 10 900 10, 0, degraded/network",
    "10 30 10 30 10, 0, ok",
    "10 45 10 45 10, 0, degraded/network",
    "10 900 10, 0, ok",
    "10 900, 0, degraded/network",
    "160 170 140 155 165, 0, degraded/network"
  })
  void judgesAllProbesOfATarget(String roundTrips, int lost, String expected) {
    ProbeSeries series = ProbeSeries.NONE;
    int left = lost;
    for (String millis : List.of(roundTrips.split(" "))) {
      long nanos = Long.parseLong(millis) * MILLI;
      series =
          series.plus(
              new Sample(
                  Outcome.READY,
                  nanos,
                  MILLI,
                  new Delivery(left > 0 ? 3 : 2, left-- > 0 ? 1 : 0),
                  false));
    }

    assertEquals(
        expected, words(DIAGNOSER.diagnose(repeated(Outcome.READY, series), HostContext.UNNAMED)));
  }

  /** Two lost packets are much of ten, and little of two hundred. */
  @Test
  void asksForMoreThanBadLuck() {
    ProbeSeries series = ProbeSeries.NONE;
    for (int i = 0; i < 100; i++) {
      series =
          series.plus(
              new Sample(Outcome.READY, MILLI, MILLI, new Delivery(2, i < 2 ? 1 : 0), false));
    }

    assertEquals(
        "ok", words(DIAGNOSER.diagnose(repeated(Outcome.READY, series), HostContext.UNNAMED)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "READY REFUSED READY, degraded/service, MaxOutstandingConnections",
    "READY CLOSED CLOSED HUNG READY, degraded/service, MaxOutstandingConnections",
    "REFUSED READY REFUSED, failing/service, MaxOutstandingConnections",
    "HUNG READY HUNG READY, failing/service, event 1006",
    "RESET READY RESET, failing/service, event 1006",
    "CLOSED CLOSED READY, failing/service, answered a later one",
    "READY READY REFUSED, degraded/undetermined, goes up and down",
    "READY UNREACHABLE READY, degraded/undetermined, goes up and down",
    "UNACKNOWLEDGED READY READY, failing/network, heavy loss",
    "REFUSED REFUSED REFUSED, failing/service, The port is closed",
    "RESET RESET RESET, failing/firewall, reset before a whole reply"
  })
  void seesWhatIsNotThereEveryTime(String outcomes, String expected, String advice) {
    ProbeSeries series = ProbeSeries.NONE;
    for (String outcome : List.of(outcomes.split(" "))) {
      series =
          series.plus(
              new Sample(Outcome.valueOf(outcome), MILLI, MILLI, new Delivery(2, 0), false));
    }
    Outcome first = series.samples().get(0).outcome();

    Diagnosis diagnosis = DIAGNOSER.diagnose(repeated(first, series), HostContext.NAMED);

    assertEquals(expected, words(diagnosis));
    assertTrue(diagnosis.advice().contains(advice), diagnosis.advice());
  }

  private static ProbeResult repeated(Outcome outcome, ProbeSeries series) {
    ProbeResult first = result(outcome);
    return first.with(first.supplement().with(series));
  }

  @Test
  void warnsOfStandardRdpSecurityOnlyWhereBetterWasOffered() {
    Timings timings = new Timings(MILLI, 2 * MILLI, 3 * MILLI);
    PathFacts path = new PathFacts(1_000, 0, 0);
    Negotiation selected = new Negotiation.Response(SecurityProtocol.RDP, 0);
    Diagnoser modest = new Diagnoser(Thresholds.DEFAULT, SecurityProtocol.RDP);

    for (Negotiation negotiation : List.of(selected, Negotiation.ABSENT)) {
      ProbeResult result = ready(1, timings, path, negotiation);

      assertEquals(
          "degraded/compatibility", words(DIAGNOSER.diagnose(result, HostContext.UNNAMED)));
      assertEquals("ok", words(modest.diagnose(result, HostContext.UNNAMED)));
    }
  }

  @Test
  void saysThatAnOpenPortAloneProvesLittle() {
    ProbeResult connected =
        new ProbeResult(
            SampleResults.target("10.0.0.7", "10.0.0.7"),
            Outcome.READY,
            Stage.CONNECT,
            "",
            1,
            new Timings(MILLI, Timings.NOT_MEASURED, MILLI),
            new PathFacts(1_000, 0, 0),
            Negotiation.UNANSWERED,
            0);

    Diagnosis diagnosis = DIAGNOSER.diagnose(connected, HostContext.UNNAMED);

    assertEquals("ok", words(diagnosis));
    assertTrue(diagnosis.advice().contains("no RDP server yet"), diagnosis.advice());
  }

  @Test
  void doesNotBlameTheServiceWhereItWasNotMeasuredThatTheRequestArrived() {
    ProbeResult hung = result(Outcome.HUNG, Negotiation.UNANSWERED, PathFacts.NONE, 2 * MILLI);

    assertEquals("failing/undetermined", words(DIAGNOSER.diagnose(hung, HostContext.UNNAMED)));
  }

  @ParameterizedTest(name = "an error after {0} ms: {1}")
  @CsvSource({"1, failing/network", "1999, failing/network", "3070, failing/undetermined"})
  void tellsARoutersErrorFromAHostThatNoNeighbourFinds(long millis, String expected) {
    ProbeResult unreachable =
        result(Outcome.UNREACHABLE, Negotiation.UNANSWERED, PathFacts.NONE, millis * MILLI);

    assertEquals(expected, words(DIAGNOSER.diagnose(unreachable, HostContext.NAMED)));
    assertEquals("absent", words(DIAGNOSER.diagnose(unreachable, HostContext.UNNAMED)));
  }

  @Test
  void saysSoWhereRdpWorkedInTheBaseline() {
    HostContext worked = new HostContext(false, Verdict.OK, OtherPorts.NOT_ASKED);

    for (Outcome outcome : List.of(Outcome.SILENT, Outcome.REFUSED)) {
      String advice = DIAGNOSER.diagnose(result(outcome), worked).advice();

      assertTrue(advice.startsWith("RDP worked in the baseline"), advice);
    }
  }

  @Test
  void advisesInOneSentenceWhereverSomethingIsToBeDone() {
    for (Rule rule : DiagnosisTable.RULES) {
      Diagnosis diagnosis = rule.diagnosis();
      String advice = diagnosis.advice();
      if (diagnosis.verdict() == Verdict.ABSENT || diagnosis.verdict() == Verdict.OK) {
        continue;
      }

      assertTrue(advice.endsWith("."), advice);
      assertFalse(advice.contains(". "), advice);
      assertTrue(advice.length() < 260, advice);
      assertFalse(advice.contains("0x4"), advice);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsEachOutcomesRulesWithOneThatAsksForNothing(Outcome outcome) {
    List<Rule> rules = DiagnosisTable.rulesOf(outcome);

    List<Rule> unconditional =
        rules.stream().filter(rule -> rule.evidence().equals(Evidence.ANY)).toList();
    assertEquals(List.of(rules.get(rules.size() - 1)), unconditional);
  }

  @Test
  void refusesCausesThatDoNotFitTheVerdict() {
    assertThrows(
        IllegalArgumentException.class, () -> new Diagnosis(Verdict.FAILING, Cause.NONE, ""));
    assertThrows(
        IllegalArgumentException.class, () -> new Diagnosis(Verdict.ABSENT, Cause.NETWORK, ""));
  }

  private static Map<String, HostContext> contexts() {
    Map<String, HostContext> contexts = new TreeMap<>();
    contexts.put("nothing", HostContext.UNNAMED);
    contexts.put("named", HostContext.NAMED);
    contexts.put("worked", new HostContext(false, Verdict.DEGRADED, OtherPorts.NOT_ASKED));
    contexts.put("failed", new HostContext(false, Verdict.FAILING, OtherPorts.NOT_ASKED));
    contexts.put("absent", new HostContext(false, Verdict.ABSENT, OtherPorts.NOT_ASKED));
    contexts.put("alive", new HostContext(false, Verdict.UNKNOWN, OtherPorts.ANSWERED));
    contexts.put("dead", new HostContext(false, Verdict.UNKNOWN, OtherPorts.SILENT));
    contexts.put("dead+named", new HostContext(true, Verdict.UNKNOWN, OtherPorts.SILENT));
    contexts.put("alive+named", new HostContext(true, Verdict.OK, OtherPorts.ANSWERED));
    return contexts;
  }

  private static List<HostContext> everyContext() {
    List<HostContext> contexts = new ArrayList<>();
    for (boolean named : new boolean[] {false, true}) {
      for (Verdict baseline : Verdict.values()) {
        for (OtherPorts otherPorts : OtherPorts.values()) {
          contexts.add(new HostContext(named, baseline, otherPorts));
        }
      }
    }
    return contexts;
  }

  private static Diagnoser diagnoser(Thresholds thresholds) {
    return new Diagnoser(thresholds, ConnectionRequest.DEFAULT.requestedProtocols());
  }

  private static String letters(Diagnosis diagnosis) {
    String verdict = diagnosis.verdict().label().substring(0, 1);
    String cause = diagnosis.cause().label();
    return cause.isEmpty() ? verdict : verdict + "/" + cause.substring(0, 1);
  }

  private static String words(Diagnosis diagnosis) {
    String cause = diagnosis.cause().label();
    return diagnosis.verdict().label() + (cause.isEmpty() ? "" : "/" + cause);
  }

  /** A result as the engine makes it over native epoll, with nothing remarkable about it. */
  private static ProbeResult result(Outcome outcome) {
    return switch (outcome) {
      case READY -> result(outcome, HYBRID);
      case NEGOTIATION_REFUSED ->
          result(outcome, new Negotiation.Failure(FailureCode.SSL_CERT_NOT_ON_SERVER));
      default -> result(outcome, Negotiation.UNANSWERED);
    };
  }

  private static ProbeResult result(Outcome outcome, Negotiation negotiation) {
    boolean connected = outcome.stage() == Stage.NEGOTIATE || outcome == Outcome.READY;
    PathFacts path =
        connected
            ? new PathFacts(1_500, 0, outcome == Outcome.UNACKNOWLEDGED ? 1 : 0)
            : PathFacts.NONE;
    return result(outcome, negotiation, path, 2 * MILLI);
  }

  private static ProbeResult result(
      Outcome outcome, Negotiation negotiation, PathFacts path, long connectNanos) {
    boolean measured = outcome.stage() != Stage.BEFORE && outcome != Outcome.SILENT;
    boolean replied = !(negotiation instanceof Negotiation.Unanswered);
    return new ProbeResult(
        SampleResults.target("10.0.0.7", "10.0.0.0/24"),
        outcome,
        outcome.stage() == Stage.DONE ? Stage.NEGOTIATE : outcome.stage(),
        "",
        outcome.stage() == Stage.BEFORE ? 0 : 1,
        new Timings(
            measured ? connectNanos : Timings.NOT_MEASURED,
            replied ? 3 * MILLI : Timings.NOT_MEASURED,
            5 * SECOND),
        path,
        negotiation,
        SampleResults.STARTED_AT);
  }

  private static ProbeResult ready(
      int attempts, Timings timings, PathFacts path, Negotiation negotiation) {
    return new ProbeResult(
        SampleResults.target("10.0.0.7", "10.0.0.0/24"),
        Outcome.READY,
        Stage.NEGOTIATE,
        "",
        attempts,
        timings,
        path,
        negotiation,
        SampleResults.STARTED_AT);
  }
}
