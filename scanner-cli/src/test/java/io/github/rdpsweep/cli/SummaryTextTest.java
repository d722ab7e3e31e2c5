package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Dscp;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.probe.SynRepeats;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.FindingTrace;
import io.github.rdpsweep.report.FindingTraces;
import io.github.rdpsweep.report.SegmentOverview;
import io.github.rdpsweep.report.SweepOrigin;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.segment.QualityTally;
import io.github.rdpsweep.segment.Repetition;
import io.github.rdpsweep.stats.LoopStats;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.trace.Reply;
import io.github.rdpsweep.trace.ReplyKind;
import io.github.rdpsweep.trace.TracedPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

final class SummaryTextTest {

  private static final long SECOND = 1_000_000_000;

  private static final Diagnosis OK = new Diagnosis(Verdict.OK, Cause.NONE, "");
  private static final Diagnosis ABSENT = new Diagnosis(Verdict.ABSENT, Cause.NONE, "");
  private static final Diagnosis CLOSED = new Diagnosis(Verdict.FAILING, Cause.SERVICE, "Look.");
  private static final Diagnosis NOT_SENT = new Diagnosis(Verdict.UNKNOWN, Cause.NONE, "Again.");

  private final SweepStats stats = new SweepStats(1);
  private final LoopStats loop = stats.loop(0);
  private final DiagnosisCounts diagnoses = new DiagnosisCounts();
  private final List<Finding> findings = new ArrayList<>();
  private long expectedHosts;
  private FindingTraces traces = FindingTraces.NONE;

  private Repeats repeats = Repeats.NONE;
  private Quality quality = Quality.NONE;

  @Test
  void tellsTheRateOfTheFirstPassAndNotOfTheWaitingAfterIt() {
    for (int i = 0; i <= 1_000; i++) {
      loop.recordAttempt();
      loop.recordNewHost(i * SECOND / 500);
      loop.record(Results.of(i % 4 == 0 ? Outcome.REFUSED : Outcome.SILENT));
      diagnoses.add(i % 4 == 0 ? CLOSED : ABSENT);
    }
    for (int i = 0; i < 750; i++) {
      loop.recordAttempt(); // the later pass
    }

    assertEquals(
        """
        no finding: nothing shows or says that a host exists here (--inventory names hosts)

        1,001 of 2,000 targets in 25.3 s, 1,751 connects
        first pass: 1,001 connects in 2.00 s, 500 a second (at most 500 a second, 200 in a segment)
        seed 7, shard 2/3, transport nio (native epoll: not here), 2 event loops

        outcome                   targets    share
        silent                        750   74.9 %
        refused                       251   25.1 %

        verdict                   targets    share  causes
        failing                       251   25.1 %  service 251
        absent                        750   74.9 %

        latency (ms)      count        p50        p90        p99      p99.9        max
        connect             251      1.500      1.500      1.500      1.500      1.500
        negotiate             0
        """,
        print(Ansi.OFF));
  }

  @Test
  void admitsTroubleOfItsOwn() {
    loop.record(OwnTrouble.PORTS);
    loop.record(OwnTrouble.PORTS);

    String text = print(Ansi.OFF);

    assertTrue(
        text.endsWith("\nown trouble: ports 2 times; the sweep slowed down and tried again\n"),
        text);
  }

  @Test
  void tellsOfRepeatedProbesAndOfTheMark() {
    loop.record(Results.of(Outcome.READY));
    diagnoses.add(OK);
    QualityTally tally = new QualityTally();
    for (int host = 0; host < 50; host++) {
      tally.add(Repetition.of(series("rrrrr")));
    }
    tally.add(Repetition.of(series("rxrxr")));
    quality = tally.quality();
    repeats =
        new Repeats(
            5,
            Duration.ofSeconds(1),
            ProbeSettings.NEGOTIATE,
            Optional.of(Dscp.parse("EF")),
            SynRepeats.DOUBLING);

    assertTrue(
        print(Ansi.OFF)
            .endsWith(
                """

                probed 5 times: 51 targets; loss 0.00 % (0.00-0.75) of 510 packets
                1 of them were ready and turned clients away, to and fro: look for event 1006
                DSCP 46 (EF): no difference shown by 51 hosts, 204 marked and 204 unmarked packets
                """),
        print(Ansi.OFF));
  }

  /** Ready or refused, each with two packets and none of them lost. */
  private static ProbeSeries series(String outcomes) {
    ProbeSeries series = ProbeSeries.NONE;
    for (int i = 0; i < outcomes.length(); i++) {
      Outcome outcome = outcomes.charAt(i) == 'r' ? Outcome.READY : Outcome.REFUSED;
      series = series.plus(new Sample(outcome, 1_000_000, 1_000, new Delivery(2, 0), i % 2 == 1));
    }
    return series;
  }

  @Test
  void coloursOnlyWhatWorksAndWhatSaysNothingOfTheHost() {
    loop.record(Results.of(Outcome.READY));
    loop.record(Results.of(Outcome.REFUSED));
    loop.record(Results.of(Outcome.NOT_SENT));
    List.of(OK, CLOSED, NOT_SENT).forEach(diagnoses::add);

    String coloured = print(Ansi.ON);

    assertTrue(coloured.contains("\u001b[32mready               \u001b[39m"), coloured);
    assertTrue(coloured.contains("\u001b[33mnot-sent            \u001b[39m"), coloured);
    assertTrue(coloured.contains("\nrefused              "), coloured);
    assertTrue(coloured.contains("\u001b[32mok                  \u001b[39m"), coloured);
    assertTrue(coloured.contains("\u001b[33munknown             \u001b[39m"), coloured);
    assertTrue(coloured.contains("\nfailing              "), coloured);
    assertEquals(print(Ansi.OFF), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void isPlainForWhoDoesNotWantColours() {
    assertFalse(Terminal.ansi(false, null).enabled());
    assertFalse(Terminal.ansi(true, "1").enabled());
    assertTrue(Terminal.ansi(true, "").enabled());
    assertTrue(Terminal.ansi(true, null).enabled());
  }

  @ParameterizedTest
  @CsvSource({
    "1000,      200,       'at most 1,000 a second, 200 in a segment'",
    "1000,      1000,      'at most 1,000 a second'",
    "5000,      unlimited, 'at most 5,000 a second'",
    "unlimited, 200,       'at most 200 a second in a segment'",
    "unlimited, unlimited, ''"
  })
  void namesOnlyLimitsThatCount(String rate, String segmentRate, String text) {
    RateConverter rates = new RateConverter();

    assertEquals(text, PaceText.of(new Pace(rates.convert(rate), rates.convert(segmentRate), 1)));
  }

  @Test
  void tellsFindingsFirstWithTheirNextSteps() {
    findings.add(dead("10.0.4.0/22"));

    List<String> lines = print(Ansi.OFF).lines().toList();

    assertEquals("finding 1 of 1: " + findings.get(0).sentence(), lines.get(0));
    assertEquals("  next: " + findings.get(0).nextStep(), lines.get(1));
    assertEquals("", lines.get(2));
    assertTrue(lines.get(3).startsWith("0 of 2,000 targets"), lines.get(3));
  }

  @Test
  void tellsWhereThePathOfAFindingEnds() {
    findings.add(dead("10.0.4.0/22"));
    findings.add(dead("10.0.8.0/22"));
    TracedPath path =
        new TracedPath(
            new InetSocketAddress("10.0.8.7", 3389),
            new Reply(ReplyKind.NOT_SENT, Optional.empty(), "EPERM", 0),
            List.of(),
            "");
    FindingTrace trace = new FindingTrace(path, Optional.empty());
    traces = new FindingTraces(Map.of(findings.get(1), List.of(trace)), "traced 1 of 2 findings");

    List<String> lines = print(Ansi.OFF).lines().toList();

    assertTrue(lines.get(2).startsWith("finding 2 of 2: "), lines.get(2));
    assertEquals(
        "  path: SYNs to port 3389 of 10.0.8.7 do not leave this machine: EPERM."
            + " Look at this machine's routes and firewall.",
        lines.get(4));
    assertEquals("traced 1 of 2 findings", lines.get(5));
    assertEquals("", lines.get(6));
  }

  @Test
  void tellsTheLargestOfManyFindings() {
    for (int i = 0; i < 12; i++) {
      findings.add(dead("10.0." + 8 * i + ".0/22"));
    }

    List<String> lines = print(Ansi.ON).lines().toList();

    assertTrue(
        lines.get(18).startsWith("\u001b[1mfinding 10 of 12:\u001b[21m\u001b[0m 10.0.72.0/22: "),
        lines.get(18));
    assertEquals("and 2 more findings: see --summary-json", lines.get(20));
  }

  @Test
  void saysInOneLineThatNothingStandsOut() {
    expectedHosts = 7;

    assertTrue(
        print(Ansi.OFF)
            .startsWith("no finding: no part of the fleet stands out from the rest\n\n0 of"));
  }

  private static Finding dead(String prefix) {
    return new Finding(
        Finding.Kind.FAILING,
        Cause.NETWORK,
        List.of(Prefix.parse(prefix)),
        "",
        100,
        99,
        0.01,
        -1,
        -1,
        Map.of(Outcome.SILENT, 99),
        0);
  }

  private String print(Ansi ansi) {
    SweepConfig config =
        new SweepConfig(
            new TargetSetBuilder().build(),
            List.of(),
            7,
            Shard.parse("2/3"),
            ProbeSettings.NEGOTIATE,
            new Pace(500, 200, 100),
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), 1),
            TransportKind.AUTO,
            LeaveMode.RST,
            2);
    TransportChoice transport = new TransportChoice(TransportKind.NIO, "native epoll: not here");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SummaryText.print(
        new PrintStream(err, true, UTF_8),
        ansi,
        new SweepSummary(
            SweepOrigin.NONE, config, transport, 2_000, stats.snapshot(), Instant.EPOCH, 25.3),
        new Conclusions(
            findings,
            new SegmentOverview(1, 0, expectedHosts, List.of()),
            diagnoses,
            new PolicyTally(Policy.NONE),
            InventoryCoverage.NONE,
            repeats,
            quality,
            traces,
            OptionalLong.empty()));
    return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
