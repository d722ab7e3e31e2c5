package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateBudgetTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();

  @Test
  void spreadsStartsEvenly() {
    RateBudget budget = new RateBudget(500, clock.nanoTime());

    List<Long> starts = startsOf(budget, 11 * MILLI, 0, new Random(0));

    assertEquals(List.of(0L, 2L, 4L, 6L, 8L, 10L), starts.stream().map(t -> t / MILLI).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "7, 0",
    "99, 0",
    "500, 0",
    "5000, 0",
    "60000, 0",
    "999983, 0",
    "99, 4",
    "500, 4",
    "5000, 4",
    "60000, 4"
  })
  void keepsTheMeanThoughLoopsComeLate(long rate, int latenessMillis) {
    long seed = new Random().nextLong();
    long duration = Math.max(2 * SECOND, 200 * SECOND / rate);
    RateBudget budget = new RateBudget(rate, clock.nanoTime());

    int starts = startsOf(budget, duration, latenessMillis * MILLI, new Random(seed)).size();

    double expected = (double) rate * duration / SECOND;
    assertEquals(expected, starts, 1 + 0.01 * expected, "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "500, 0", "5000, 0", "500, 4", "5000, 4", "5000, 30"})
  void startsNoMoreThanItsShareAndOneTickInAnyTenMilliseconds(long rate, int latenessMillis) {
    long seed = new Random().nextLong();
    RateBudget budget = new RateBudget(rate, clock.nanoTime());

    List<Long> starts = startsOf(budget, 3 * SECOND, latenessMillis * MILLI, new Random(seed));

    long bound = (long) Math.ceil(rate * (10 * MILLI + RateBudget.TICK_NANOS) / (double) SECOND);
    assertTrue(mostIn(starts, 10 * MILLI) <= bound + 1, "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 5_000, 100_000})
  void doesNotCatchUpAfterAStall(long rate) {
    RateBudget budget = new RateBudget(rate, clock.nanoTime());
    assertTrue(budget.tryTake(clock.nanoTime()));

    clock.advance(3_600 * SECOND); // a night in a laptop bag

    int burst = 0;
    while (budget.tryTake(clock.nanoTime())) {
      burst++;
    }
    assertEquals(rate * RateBudget.TICK_NANOS / SECOND + 1, burst);
  }

  @Test
  void doesNotBeginWithABurst() {
    RateBudget budget = new RateBudget(10_000, clock.nanoTime());

    assertTrue(budget.tryTake(clock.nanoTime()));
    assertFalse(budget.tryTake(clock.nanoTime()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 500, 77_777})
  void saysExactlyWhenTheNextStartIsDue(long rate) {
    RateBudget budget = new RateBudget(rate, clock.nanoTime());
    for (int i = 0; i < 1_000; i++) {
      assertEquals(0, budget.waitNanos(clock.nanoTime()));
      assertTrue(budget.tryTake(clock.nanoTime()));
      long wait = budget.waitNanos(clock.nanoTime());

      clock.advance(wait - 2);
      assertFalse(budget.tryTake(clock.nanoTime()));
      clock.advance(2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE, -1, 0})
  void countsAcrossTheClocksWrap(long nanoTime) {
    ManualClock wrapping = new ManualClock(nanoTime);
    RateBudget budget = new RateBudget(1_000, wrapping.nanoTime());
    int starts = 0;
    for (int i = 0; i < 1_000; i++) {
      starts += budget.tryTake(wrapping.nanoTime()) ? 1 : 0;
      wrapping.advance(MILLI / 2);
    }

    assertEquals(500, starts);
  }

  @Test
  void neverWaitsWhereNoRateIsSet() {
    RateBudget budget = new RateBudget(Pace.UNLIMITED, clock.nanoTime());

    for (int i = 0; i < 1_000_000; i++) {
      assertTrue(budget.tryTake(clock.nanoTime()));
    }
    assertEquals(0, budget.waitNanos(clock.nanoTime()));
  }

  @Test
  void isOneBudgetForSeveralThreads() throws InterruptedException, ExecutionException {
    int threads = 4;
    RateBudget budget = new RateBudget(1_000_000, clock.nanoTime());
    long end = clock.nanoTime() + 50 * MILLI;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counts.add(
            executor.submit(
                () -> {
                  int taken = 0;
                  while (end - clock.nanoTime() > 0) {
                    taken += budget.tryTake(clock.nanoTime()) ? 1 : 0;
                    clock.advance(100);
                  }
                  return taken;
                }));
      }
      int taken = 0;
      for (Future<Integer> count : counts) {
        taken += count.get();
      }

      assertTrue(taken <= 50_001, "taken " + taken);
      assertTrue(taken > 0);
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 1_000, 20_000})
  void rampsUpFromATenth(long rate) {
    RateBudget budget = new RateBudget(rate, 10 * SECOND, clock.nanoTime());

    List<Long> starts = startsOf(budget, 20 * SECOND, 0, new Random(0));

    for (int second = 0; second < 10; second++) {
      double mean = rate * (0.1 + 0.9 * (second + 0.5) / 10);
      assertEquals(mean, count(starts, second), 2 + 0.02 * mean, "second " + second);
    }
    assertEquals(10.0 * rate, IntStream.range(10, 20).map(i -> count(starts, i)).sum(), 2);
  }

  @Test
  void canBeSlowedDownAndLetGoAgainButNotBeyondItsRate() {
    RateBudget budget = new RateBudget(1_000, clock.nanoTime());
    List<Integer> counts = new ArrayList<>();
    for (long limit : new long[] {1_000, 100, 1, 500, Pace.UNLIMITED, 5_000}) {
      budget.limit(limit);
      long from = clock.elapsedNanos();
      long until = from + 10 * SECOND;
      counts.add(
          (int) startsOf(budget, until, 0, new Random(0)).stream().filter(t -> t > from).count());
    }

    int[] expected = {10_000, 1_000, 10, 5_000, 10_000, 10_000};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], counts.get(i), 0.01 * expected[i] + 10, "limit " + i);
    }
  }

  @Test
  void anUnlimitedSweepCanBeSlowedDownToo() {
    RateBudget budget = new RateBudget(Pace.UNLIMITED, clock.nanoTime());
    clock.advance(5 * SECOND);

    budget.limit(100);

    assertEquals(100, startsOf(budget, 6 * SECOND, 0, new Random(0)).size(), 2);
    budget.limit(Pace.UNLIMITED);
    assertTrue(budget.tryTake(clock.nanoTime()));
    assertTrue(budget.tryTake(clock.nanoTime()));
  }

  private static int count(List<Long> starts, int second) {
    return (int) starts.stream().filter(time -> time / SECOND == second).count();
  }

  /** Instants of all starts, as a loop makes them that wakes when told to, or later. */
  private List<Long> startsOf(RateBudget budget, long duration, long lateness, Random random) {
    List<Long> starts = new ArrayList<>();
    while (clock.elapsedNanos() <= duration) {
      if (budget.tryTake(clock.nanoTime())) {
        starts.add(clock.elapsedNanos());
      } else {
        clock.advance(budget.waitNanos(clock.nanoTime()));
        clock.advance(lateness == 0 ? 0 : (long) (random.nextDouble() * lateness));
      }
    }
    return starts;
  }

  private static int mostIn(List<Long> starts, long window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < starts.size(); last++) {
      while (starts.get(last) - starts.get(first) >= window) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
