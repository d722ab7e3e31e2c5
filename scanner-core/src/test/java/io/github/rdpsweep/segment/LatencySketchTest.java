package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySketchTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99, 1})
  void quantilesAreWithinTheStatedError(double share) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      long[] latencies = new long[1 + random.nextInt(400)];
      LatencySketch sketch = new LatencySketch();
      for (int i = 0; i < latencies.length; i++) {
        latencies[i] = Math.round(1e3 * Math.exp(random.nextDouble() * 20));
        sketch.add(latencies[i]);
      }
      Arrays.sort(latencies);
      double exact = latencies[(int) Math.ceil(share * latencies.length) - 1];

      double error = Math.abs(sketch.quantile(share) / exact - 1);

      assertTrue(
          error <= LatencySketch.ERROR + 0.5 / exact + 1e-9, // told in whole nanoseconds
          "seed " + seed + ": " + error + " off for " + latencies.length + " latencies");
    }
  }

  @Test
  void countsWhatIsOutOfItsRangeAtTheEnds() {
    LatencySketch sketch = new LatencySketch();
    sketch.add(1);
    sketch.add(Long.MAX_VALUE);

    assertEquals(2, sketch.size());
    assertEquals(1_050, sketch.quantile(0.5));
    assertTrue(sketch.quantile(1) > 500_000_000_000L);
  }

  @Test
  void hasNoPercentilesOfNothing() {
    assertEquals(Latency.NONE, Latency.of(new LatencySketch()));
  }
}
