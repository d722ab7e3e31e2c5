package io.github.rdpsweep.benchmarks.micro;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.ManyOutputs;
import io.github.rdpsweep.report.ReshapedResults;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a row of the results CSV costs from a result to bytes, its diagnosis included and the
 * kernel's share not: of a host that is ready, of one that refuses, and of a silent address.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar CsvRowBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CsvRowBenchmark {

  private static final long STARTED_AT = 1_764_000_000_123L;

  /** Whether the rows are written as JSON too. */
  @Param({"csv", "csv+ndjson"})
  private String outputs;

  private ResultsCsv csv;
  private ResultRows rows;
  private ProbeResult ready;
  private ProbeResult refused;
  private ProbeResult silent;

  /** Rows of one prefix, written to nowhere. */
  @Setup
  public void open() throws IOException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    OutputStream out =
        outputs.equals("csv")
            ? nowhere
            : new ManyOutputs(
                List.of(
                    new ManyOutputs.Place("csv", nowhere),
                    new ManyOutputs.Place("ndjson", ReshapedResults.ndjson(nowhere, List.of()))));
    csv = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    rows =
        new ResultRows(
            new Diagnoser(Thresholds.DEFAULT, ConnectionRequest.DEFAULT.requestedProtocols()),
            KnownHosts.NONE,
            SegmentNames.NONE);
    InetAddress address = InetAddress.getByAddress(new byte[] {10, 20, 30, 40});
    Target target = new Target(new InetSocketAddress(address, 3389), "10.20.0.0/16");
    ready =
        new ProbeResult(
            target,
            Outcome.READY,
            Stage.NEGOTIATE,
            "",
            1,
            new Timings(1_500_000, 12_345_678, 13_900_000),
            new PathFacts(1_499, 0, 0),
            new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f),
            STARTED_AT);
    refused =
        new ProbeResult(
            target,
            Outcome.REFUSED,
            Stage.CONNECT,
            "ECONNREFUSED: reset or ICMP port unreachable",
            1,
            new Timings(1_500_000, Timings.NOT_MEASURED, 1_500_000),
            PathFacts.NONE,
            Negotiation.UNANSWERED,
            STARTED_AT);
    silent =
        new ProbeResult(
            target,
            Outcome.SILENT,
            Stage.CONNECT,
            "",
            2,
            Timings.NONE,
            PathFacts.NONE,
            Negotiation.UNANSWERED,
            STARTED_AT);
  }

  /** A row with every column of this depth. */
  @Benchmark
  public void ready() throws IOException {
    csv.write(rows.of(ready));
  }

  /** A row with a sentence of advice. */
  @Benchmark
  public void refused() throws IOException {
    csv.write(rows.of(refused));
  }

  /** A row with the columns that silence leaves. */
  @Benchmark
  public void silent() throws IOException {
    csv.write(rows.of(silent));
  }
}
