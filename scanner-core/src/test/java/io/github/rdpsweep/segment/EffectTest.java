package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {

  private static final double Z_95 = 1.959963984540054;

  /** Newcombe (1998), table II, method 10. */
  @ParameterizedTest(name = "{0} of {1} against {2} of {3}")
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void agreesWithPublishedIntervals(
      int marked, int ofMarked, int unmarked, int ofUnmarked, double low, double high) {
    Effect effect = Effect.ofShares(marked, ofMarked, unmarked, ofUnmarked, Z_95);

    assertEquals(low, effect.low(), 0.00005);
    assertEquals(high, effect.high(), 0.00005);
  }

  @Test
  void knowsNothingWithoutPackets() {
    assertEquals(Effect.UNKNOWN, Effect.ofShares(0, 0, 3, 10));
    assertEquals(Effect.UNKNOWN, Effect.ofShares(3, 10, 0, 0));
    assertFalse(Effect.UNKNOWN.isShown());
  }

  /** Ten pairs that all differ alike have a probability of 2 in 1,024; that is not 1 in 1,000. */
  @ParameterizedTest(name = "{0} pairs: {1}")
  @CsvSource({"0, false", "1, false", "10, false", "13, true"})
  void needsADozenPairs(int pairs, boolean shown) {
    DifferenceSketch differences = new DifferenceSketch();
    for (int i = 0; i < pairs; i++) {
      differences.add(2_000_000 + i);
    }

    assertEquals(shown, Effect.ofMedian(differences).isShown());
  }

  @Test
  void seldomSeesADifferenceOfSharesWhereThereIsNone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int shown = 0;
    for (int i = 0; i < 20_000; i++) {
      double share = 0.01 + 0.2 * random.nextDouble();
      int trials = 100 + random.nextInt(400);
      shown +=
          Effect.ofShares(hits(random, trials, share), trials, hits(random, trials, share), trials)
                  .isShown()
              ? 1
              : 0;
    }

    assertTrue(shown < 60, "seed " + seed + ": " + shown + " of 20000, 20 are due");
  }

  @Test
  void seldomSeesADifferenceOfLatenciesWhereThereIsNone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int shown = 0;
    for (int i = 0; i < 20_000; i++) {
      DifferenceSketch differences = new DifferenceSketch();
      int hosts = 8 + random.nextInt(120);
      for (int host = 0; host < hosts; host++) {
        differences.add(Math.round(random.nextGaussian() * 5_000_000));
      }
      shown += Effect.ofMedian(differences).isShown() ? 1 : 0;
    }

    assertTrue(shown < 60, "seed " + seed + ": " + shown + " of 20000, 20 are due");
  }

  private static int hits(Random random, int trials, double share) {
    int hits = 0;
    for (int i = 0; i < trials; i++) {
      hits += random.nextDouble() < share ? 1 : 0;
    }
    return hits;
  }
}
