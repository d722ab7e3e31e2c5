package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceSketchTest {

  @Test
  void tellsEveryRankWithinItsError() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    DifferenceSketch sketch = new DifferenceSketch();
    long[] values = new long[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 50 == 0 ? 0 : Math.round(random.nextGaussian() * 20_000_000);
      sketch.add(values[i]);
    }
    Arrays.sort(values);

    assertEquals(values.length, sketch.size());
    for (int rank = 1; rank <= values.length; rank++) {
      long exact = values[rank - 1];
      long error = Math.abs(sketch.ofRank(rank) - exact);
      assertTrue(
          error <= Math.abs(exact) * LatencySketch.ERROR + 1_000,
          "seed " + seed + ", rank " + rank + ": " + sketch.ofRank(rank) + " for " + exact);
    }
  }
}
