package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.stats.RowStats;
import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenRowReaderTest {

  private static final SecurityProtocol OFFERED = ConnectionRequest.DEFAULT.requestedProtocols();

  private static final SegmentNames NAMES =
      new SegmentNames(
          List.of("site"),
          List.of(new NamedPrefix(Prefix.parse("10.0.4.0/22"), "Ulm", List.of("south"))));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir private Path folder;

  @Test
  void concludesWhatTheSweepDid() throws IOException {
    Path file = folder.resolve("all.csv");
    ResultRows rows = rows();
    SweepStats stats = new SweepStats(1);
    sweep(file, rows, stats, List.of());
    SweepTally read = new SweepTally(NAMES);
    RowStats readStats = new RowStats();

    WrittenRowReader.read(
        file,
        row -> {
          read.add(row);
          row.addTo(readStats);
        });

    String message = "seed " + seed;
    Conclusions written = Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE);
    Conclusions again = Conclusions.of(read, InventoryCoverage.NONE, Repeats.NONE);
    assertFalse(written.findings().isEmpty(), message);
    assertEquals(written.findings(), again.findings(), message);
    assertEquals(written.segments(), again.segments(), message);
    assertEquals(written.quality(), again.quality(), message);
    assertTrue(written.quality().qos().hosts() > 0, message);
    assertTrue(written.policy().hosts() > 0, message);
    assertEquals(written.policy().hosts(), again.policy().hosts(), message);
    assertEquals(rows.tally().segments().toList(), read.segments().segments().toList(), message);
    for (Verdict verdict : Verdict.values()) {
      for (Cause cause : Cause.values()) {
        assertEquals(rows.counts().of(verdict, cause), read.counts().of(verdict, cause), message);
      }
    }
    StatsSnapshot snapshot = stats.snapshot();
    assertEquals(snapshot.outcomes(), readStats.outcomes(), message);
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      assertEquals(snapshot.latency(stage).count(), readStats.latency(stage).count(), message);
      assertEquals(
          snapshot.latency(stage).p90Nanos() / 1e9,
          readStats.latency(stage).p90Nanos() / 1e9,
          1e-4);
    }
  }

  @Test
  void infersFromOtherCellsWhatOlderFilesLack() throws IOException {
    Path file = folder.resolve("old.csv");
    ResultRows rows = rows();
    List<String> older =
        Arrays.stream(ResultColumn.values())
            .filter(column -> column.compareTo(ResultColumn.PRESENCE) < 0)
            .map(ResultColumn::label)
            .toList();
    sweep(file, rows, new SweepStats(1), older);
    SweepTally read = new SweepTally(NAMES);

    WrittenRowReader.read(file, read::add);

    assertEquals(
        Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE).findings(),
        Conclusions.of(read, InventoryCoverage.NONE, Repeats.NONE).findings(),
        "seed " + seed);
  }

  @Test
  void rowsThatWereWrittenBeforeCanBeAddedToASweep() throws IOException {
    Path file = folder.resolve("first.csv");
    sweep(file, rows(), new SweepStats(1), List.of());
    ResultRows resumed = rows();

    WrittenRowReader.read(file, resumed.sweep()::add);
    resumed.of(SampleResults.ready(SampleResults.target("10.9.9.9", "10.9.9.9")));

    long lines = Files.readAllLines(file).size() - 1L;
    assertEquals(lines + 1, resumed.counts().total());
    assertTrue(
        resumed.tally().segments().anyMatch(s -> s.prefix().equals(Prefix.parse("10.9.9.0/24"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address,port,verdict|:1: no column \"outcome\"; only results CSVs are read",
        "address,port,verdict,outcome;10.0.0.1,3389,ok,splendid"
            + "|:2: \"splendid\": no outcome that this version knows",
        "address,port,verdict,outcome,cause;10.0.0.1,3389,ok,ready,mice"
            + "|:2: \"mice\": no cause that this version knows",
        "address,port,verdict,outcome,cause;10.0.0.1,3389,failing,reset,"
            + "|:2: FAILING with cause NONE",
        "address,port,verdict,outcome,connect_ms;10.0.0.1,3389,ok,ready,fast"
            + "|:2: \"fast\": no time in connect_ms",
        "address,port,verdict,outcome,retransmits;10.0.0.1,3389,ok,ready,-1"
            + "|:2: \"-1\": no number in retransmits",
        "address,port,verdict,outcome,probes,packets_sent,packets_lost;10.0.0.1,3389,ok,ready,2,1,2"
            + "|:2: packets_sent, packets_lost: 2 lost of 1 sent",
      })
  void namesFileAndLineOfWhatIsWrong(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text.replace(';', '\n') + "\n");

    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> WrittenRowReader.read(file, row -> {}));

    assertEquals(file + message, error.getMessage());
  }

  @Test
  void readsWhatASpreadsheetSaved() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("saved.csv"),
            "\ufeffoutcome;verdict;port;address;connect_ms;target\nready;ok;3389;10.0.0.1;1,5;srv1\n");
    List<WrittenRow> rows = new ArrayList<>();

    WrittenRowReader.read(file, rows::add);

    assertEquals(1_500_000, rows.get(0).timings().connectNanos());
    assertTrue(rows.get(0).target().single());
  }

  private static ResultRows rows() {
    return new ResultRows(
        new Diagnoser(Thresholds.DEFAULT, OFFERED),
        KnownHosts.NONE,
        NAMES,
        new PolicyJudge(Policy.parse("nla-required"), OFFERED));
  }

  /**
   * Eight segments and a name: one is silent, one refuses, one is slow, others have a bit of it.
   */
  private void sweep(Path file, ResultRows rows, SweepStats stats, List<String> columns)
      throws IOException {
    List<ProbeResult> results = new ArrayList<>();
    for (int segment = 0; segment < 8; segment++) {
      for (int host = 1; host < 200; host++) {
        results.add(result(segment, target(segment, host)));
      }
    }
    results.add(SampleResults.unresolved("nowhere.example"));
    Collections.shuffle(results, random);
    try (OutputStream out = Files.newOutputStream(file)) {
      ResultsCsv csv = new ResultsCsv(ReshapedResults.csv(out, columns, CsvStyle.PLAIN), OFFERED);
      for (ProbeResult result : results) {
        stats.loop(0).record(result);
        csv.write(rows.of(result));
      }
      csv.flush();
    }
  }

  private Target target(int segment, int host) {
    boolean single = random.nextInt(3) == 0;
    try {
      InetAddress address =
          InetAddress.getByAddress(new byte[] {10, 0, (byte) segment, (byte) host});
      String name = random.nextBoolean() ? "srv" + host : address.getHostAddress();
      return new Target(
          new InetSocketAddress(address, 3389), single ? name : "10.0.0.0/16", single);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProbeResult result(int segment, Target target) {
    int kind = random.nextInt(10);
    if (segment == 1 && kind > 0) {
      return SampleResults.silent(target);
    }
    if ((segment == 2 && kind > 0) || (segment > 5 && kind == 0)) {
      return probed(target, Outcome.REFUSED, Stage.CONNECT, Negotiation.UNANSWERED, 1);
    }
    if (kind == 1) {
      return probed(target, Outcome.HUNG, Stage.NEGOTIATE, Negotiation.UNANSWERED, 1);
    }
    Negotiation negotiation =
        new Negotiation.Response(
            kind == 2 ? SecurityProtocol.RDP : SecurityProtocol.HYBRID, random.nextInt(32));
    ProbeResult ready =
        probed(target, Outcome.READY, Stage.NEGOTIATE, negotiation, segment == 4 ? 60 : 1);
    return kind == 3 ? ready.with(ready.supplement().with(series())) : ready;
  }

  private ProbeResult probed(
      Target target, Outcome outcome, Stage stage, Negotiation negotiation, int factor) {
    long connect = factor * (500_000L + random.nextInt(1_000_000));
    boolean kernel = random.nextInt(4) > 0;
    return new ProbeResult(
        target,
        outcome,
        stage,
        "",
        1,
        new Timings(
            random.nextInt(30) == 0 ? connect + 1_000_000_000L : connect,
            negotiation instanceof Negotiation.Response ? 3 * connect + 17 : -1,
            5 * connect),
        kernel
            ? new PathFacts((int) (connect / 1_000), random.nextInt(20) == 0 ? 1 : 0, 0)
            : PathFacts.NONE,
        negotiation,
        SampleResults.STARTED_AT);
  }

  private ProbeSeries series() {
    ProbeSeries series = ProbeSeries.NONE;
    for (int i = 0; i < 5; i++) {
      int lost = random.nextInt(8) == 0 ? 1 : 0;
      series =
          series.plus(
              new Sample(
                  random.nextInt(6) == 0 ? Outcome.REFUSED : Outcome.READY,
                  1_000_000 + random.nextInt(1_000_000),
                  1_000_000,
                  new Delivery(2 + lost, lost),
                  i % 2 == 1));
    }
    return series;
  }
}
