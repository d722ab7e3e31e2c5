package io.github.rdpsweep.engine;

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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What asking for a start costs, due or not, alone and with a second event loop asking too. In the
 * engine's package, since the budget is nobody else's business.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -jar benchmarks/target/benchmarks.jar RateBudgetBenchmark -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RateBudgetBenchmark {

  /** At the first rate hardly any start is due, at the last nearly all are. */
  @Param({"1000", "10000000", "" + Pace.UNLIMITED})
  private long rate;

  private RateBudget budget;

  /** A budget that begins now. */
  @Setup
  public void open() {
    budget = new RateBudget(rate, System.nanoTime());
  }

  /** By one loop. */
  @Benchmark
  @Threads(1)
  public boolean alone() {
    return budget.tryTake(System.nanoTime());
  }

  /** By one of two. */
  @Benchmark
  @Threads(2)
  public boolean shared() {
    return budget.tryTake(System.nanoTime());
  }
}
