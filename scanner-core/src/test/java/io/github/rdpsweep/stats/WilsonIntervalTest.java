package io.github.rdpsweep.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  /**
   * R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
   * methods", Statistics in Medicine 17 (1998), table I, method 3.
   */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void agreesWithPublishedValues(int failures, int trials, double low, double high) {
    WilsonInterval interval = WilsonInterval.of(failures, trials);

    assertEquals(low, interval.low(), 0.00005);
    assertEquals(high, interval.high(), 0.00005);
  }

  @Test
  void theOtherSideIsTheMirrorImage() {
    WilsonInterval failing = WilsonInterval.of(29, 29);
    WilsonInterval working = WilsonInterval.of(0, 29);

    assertEquals(1, failing.high());
    assertEquals(1 - working.high(), failing.low(), 1e-12);
  }

  @Test
  void isWiderForMoreConfidence() {
    WilsonInterval usual = WilsonInterval.of(15, 148);
    WilsonInterval sure = WilsonInterval.of(15, 148, 3.29);

    assertTrue(sure.low() < usual.low() && usual.high() < sure.high(), sure.toString());
    assertEquals(usual, WilsonInterval.of(15, 148, 1.959963984540054));
  }

  @Test
  void nothingIsKnownWithoutTrials() {
    assertEquals(new WilsonInterval(0, 1), WilsonInterval.of(0, 0));
  }

  @Test
  void refusesWhatCannotHaveBeenCounted() {
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(3, 2));
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(-1, 2));
  }

  @Test
  void holdsTheTrueRatioAboutAsOftenAsItPromises() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int held = 0;
    for (int i = 0; i < 20_000; i++) {
      double ratio = 0.02 + 0.96 * random.nextDouble();
      int trials = 10 + random.nextInt(250);
      int failures = 0;
      for (int trial = 0; trial < trials; trial++) {
        failures += random.nextDouble() < ratio ? 1 : 0;
      }
      WilsonInterval interval = WilsonInterval.of(failures, trials);
      held += interval.low() <= ratio && ratio <= interval.high() ? 1 : 0;
    }

    // 95 % on the average over ratios, to within ten standard errors.
    assertTrue(held > 18_700 && held < 19_300, "seed " + seed + ": " + held + " of 20000");
  }
}
