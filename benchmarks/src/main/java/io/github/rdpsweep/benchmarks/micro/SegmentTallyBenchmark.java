package io.github.rdpsweep.benchmarks.micro;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.Observation;
import io.github.rdpsweep.segment.Observation.Delivery;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.segment.SegmentTally;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
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
 * What tallying one diagnosed row costs, rows coming in random order as a sweep has them: of
 * addresses without a host, and of hosts that answer.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar SegmentTally -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SegmentTallyBenchmark {

  private static final int ROWS = 1 << 16;

  /** How many /24 segments the rows are spread over: a /16 and a /8. */
  @Param({"256", "65536"})
  private int segments;

  @Param({"false", "true"})
  private boolean answering;

  private final Observation[] rows = new Observation[ROWS];
  private SegmentTally tally;
  private int next;

  /** Makes the rows, and tallies them once, so that all segments exist. */
  @Setup
  public void makeRows() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(1);
    tally = new SegmentTally();
    for (int i = 0; i < ROWS; i++) {
      int address = 0x0a00_0000 | (random.nextInt(segments) << 8) | random.nextInt(256);
      InetAddress inet = InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array());
      rows[i] = answering ? ready(inet, random.nextInt(200_000, 2_000_000)) : absent(inet);
      tally.add(rows[i]);
    }
  }

  private static Observation ready(InetAddress address, long latencyNanos) {
    return new Observation(
        address,
        Outcome.READY,
        Verdict.OK,
        Cause.NONE,
        Presence.ANSWERED,
        latencyNanos,
        Delivery.AT_ONCE);
  }

  private static Observation absent(InetAddress address) {
    return new Observation(
        address, Outcome.SILENT, Verdict.ABSENT, Cause.NONE, Presence.NONE, -1, Delivery.UNKNOWN);
  }

  /** Tallies one row. */
  @Benchmark
  public SegmentTally add() {
    tally.add(rows[next++ & (ROWS - 1)]);
    return tally;
  }
}
