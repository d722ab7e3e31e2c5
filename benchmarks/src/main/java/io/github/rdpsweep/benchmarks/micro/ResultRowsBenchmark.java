package io.github.rdpsweep.benchmarks.micro;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultRow;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Permutation;
import io.github.rdpsweep.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is done with each result of a sweep beside writing it, diagnosis and tallies, and with all
 * of them in the end, findings: of 131,072 addresses in 512 segments that come in the order of a
 * sweep. A share of findings is told for each row, so that both can be added.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar ResultRows -prof gc \
 *     -jvmArgsAppend "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
 * </pre>
 *
 * <p>The options are those of the command {@code rdpsweep}, whose compiler is the quick one alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ResultRowsBenchmark {

  private static final int ROWS = 1 << 17;
  private static final int FIRST_ADDRESS = 0x0a40_0000;
  private static final long STARTED_AT = 1_764_000_000_123L;
  private static final SecurityProtocol OFFERED = ConnectionRequest.DEFAULT.requestedProtocols();

  /** How all probes end. */
  @Param({"READY", "REFUSED", "SILENT"})
  private Outcome outcome;

  private final ProbeResult[] results = new ProbeResult[ROWS];
  private ResultRows rows;
  private int next;

  /** Makes the results, and a row of each, so that all segments exist. */
  @Setup
  public void makeRows() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(1);
    Permutation order = new Permutation(ROWS, 1);
    rows =
        new ResultRows(
            new Diagnoser(Thresholds.DEFAULT, OFFERED), KnownHosts.NONE, SegmentNames.NONE);
    for (int i = 0; i < ROWS; i++) {
      byte[] address = ByteBuffer.allocate(4).putInt(FIRST_ADDRESS + (int) order.apply(i)).array();
      results[i] = result(InetAddress.getByAddress(address), random.nextInt(200, 2_000));
      rows.of(results[i]);
    }
  }

  private ProbeResult result(InetAddress address, int micros) {
    Target target = new Target(new InetSocketAddress(address, 3389), "10.64.0.0/15");
    long nanos = micros * 1_000L;
    return switch (outcome) {
      case READY ->
          new ProbeResult(
              target,
              outcome,
              Stage.NEGOTIATE,
              "",
              1,
              new Timings(nanos, 2 * nanos, 3 * nanos),
              new PathFacts(micros, 0, 0),
              new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f),
              STARTED_AT);
      case REFUSED ->
          unanswered(target, "ECONNREFUSED", new Timings(nanos, Timings.NOT_MEASURED, nanos));
      default -> unanswered(target, "", Timings.NONE);
    };
  }

  private ProbeResult unanswered(Target target, String detail, Timings timings) {
    return new ProbeResult(
        target,
        outcome,
        Stage.CONNECT,
        detail,
        1,
        timings,
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        STARTED_AT);
  }

  /** A row. */
  @Benchmark
  public ResultRow row() {
    return rows.of(results[next++ & (ROWS - 1)]);
  }

  /** The end of the sweep. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Conclusions conclusions() {
    return Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE);
  }
}
