package io.github.rdpsweep.benchmarks.micro;

import io.github.rdpsweep.target.Permutation;
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
 * What finding the next host index of a sweep costs: for a power of two, for a round number, and
 * just above a power of two, where the walk out of the domain is longest.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar PermutationBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PermutationBenchmark {

  @Param({"254", "65536", "1000000", "16777216", "16777217"})
  private long size;

  private Permutation permutation;
  private long position;

  /** Starts at the first position. */
  @Setup
  public void draw() {
    permutation = new Permutation(size, 7);
    position = 0;
  }

  /** One step of a sweep. */
  @Benchmark
  public long next() {
    position = position + 1 == size ? 0 : position + 1;
    return permutation.apply(position);
  }
}
