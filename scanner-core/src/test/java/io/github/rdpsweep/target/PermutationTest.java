package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

  @Test
  void visitsEveryIndexOfSmallSizesOnce() {
    long seed = System.nanoTime();
    for (int size = 1; size <= 600; size++) {
      assertBijection(size, seed + size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 4097, 65_535, 65_536, 65_537, 1_000_003})
  void visitsEveryIndexOnce(int size) {
    assertBijection(size, System.nanoTime());
  }

  private static void assertBijection(int size, long seed) {
    Permutation permutation = new Permutation(size, seed);
    BitSet visited = new BitSet(size);
    for (int position = 0; position < size; position++) {
      visited.set(Math.toIntExact(permutation.apply(position)));
    }
    assertEquals(size, visited.cardinality(), "size " + size + ", seed " + seed);
    assertEquals(size, visited.length(), "size " + size + ", seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 32) + 1, (1L << 61) + 1, (1L << 62) - 1, 1L << 62})
  void staysWithinLargeSizesAndRepeatsNothing(long size) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Permutation permutation = new Permutation(size, seed);

    long[] positions =
        LongStream.generate(() -> random.nextLong() & Long.MAX_VALUE)
            .map(number -> number % size)
            .limit(50_000)
            .distinct()
            .toArray();
    long[] indexes = Arrays.stream(positions).map(permutation::apply).distinct().toArray();

    assertEquals(positions.length, indexes.length, "seed " + seed);
    assertTrue(Arrays.stream(indexes).allMatch(i -> i >= 0 && i < size), "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, (1L << 62) + 1, Long.MIN_VALUE})
  void refusesOtherSizes(long size) {
    assertThrows(IllegalArgumentException.class, () -> new Permutation(size, 1));
  }

  @Test
  void refusesPositionsOutside() {
    Permutation permutation = new Permutation(10, 1);

    assertThrows(IndexOutOfBoundsException.class, () -> permutation.apply(10));
    assertThrows(IndexOutOfBoundsException.class, () -> permutation.apply(-1));
  }

  /* A resumed sweep, or another shard, may run in another version. */
  @Test
  void orderIsTheSameInEveryVersion() {
    assertArrayEquals(new long[] {1, 4, 7, 8, 3, 6, 9, 0, 2, 5}, firstIndexes(10, 42, 10));
    assertArrayEquals(
        new long[] {645138, 596798, 844751, 353457, 972531}, firstIndexes(1L << 20, 42, 5));
    assertArrayEquals(
        new long[] {235043824078L, 1038711038204L, 427939758442L, 188178920484L, 655328162083L},
        firstIndexes((1L << 40) + 5, -7, 5));
  }

  private static long[] firstIndexes(long size, long seed, int count) {
    Permutation permutation = new Permutation(size, seed);
    return LongStream.range(0, count).map(permutation::apply).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void makesAllOrdersOfAHandfulAboutEquallyLikely(int size) {
    long seed = System.nanoTime();
    int orders =
        LongStream.rangeClosed(1, size).mapToInt(Math::toIntExact).reduce(1, (a, b) -> a * b);
    int share = 200;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < orders * share; i++) {
      counts.merge(Arrays.toString(firstIndexes(size, seed + i, size)), 1, Integer::sum);
    }

    assertEquals(orders, counts.size(), "seed " + seed);
    int rarest = counts.values().stream().mapToInt(i -> i).min().orElseThrow();
    int commonest = counts.values().stream().mapToInt(i -> i).max().orElseThrow();
    // Seven standard deviations of a fair draw, which are 14 each.
    assertTrue(rarest > 100 && commonest < 300, rarest + " to " + commonest + ", seed " + seed);
  }

  @Test
  void neighbouringSeedsAndPositionsGiveUnrelatedIndexes() {
    long seed = System.nanoTime();
    int size = 1 << 16;
    int samples = 20_000;
    int closeBySeed = 0;
    int closeByPosition = 0;
    for (int i = 0; i < samples; i++) {
      Permutation permutation = new Permutation(size, seed + i);
      long index = permutation.apply(i);
      closeBySeed += isClose(index, new Permutation(size, seed + i + 1).apply(i)) ? 1 : 0;
      closeByPosition += isClose(index, permutation.apply(i + 1)) ? 1 : 0;
    }
    // Expected 2 * 256 / 65536 of 20,000, that is 156 with a standard deviation of 12.5.
    assertTrue(closeBySeed > 68 && closeBySeed < 244, closeBySeed + ", seed " + seed);
    assertTrue(closeByPosition > 68 && closeByPosition < 244, closeByPosition + ", seed " + seed);
  }

  private static boolean isClose(long a, long b) {
    return a != b && Math.abs(a - b) <= 256;
  }

  @Test
  void noSegmentGetsMuchMoreThanItsShareOfAnyWindow() {
    long seed = System.nanoTime();
    int size = 1 << 20; // a /12 has 4096 segments of 256 addresses
    int window = 4096; // in which a segment's share is one
    Permutation permutation = new Permutation(size, seed);
    int[] segments = new int[size];
    for (int position = 0; position < size; position++) {
      segments[position] = (int) (permutation.apply(position) >>> 8);
    }

    int[] inWindow = new int[size >>> 8];
    int worst = 0;
    for (int position = 0; position < size; position++) {
      worst = Math.max(worst, ++inWindow[segments[position]]);
      if (position >= window - 1) {
        inWindow[segments[position - window + 1]]--;
      }
    }

    // Chance alone makes 10 or 11 the worst of so many; 16 would be one in millions of runs.
    assertTrue(worst < 16, worst + " of one segment in a window, seed " + seed);
  }

  @Test
  void aRunOfPositionsCoversAllPartsOfTheRange() {
    long seed = System.nanoTime();
    long size = (1L << 32) - 12_345;
    Permutation permutation = new Permutation(size, seed);
    int parts = 256;
    int[] counts = new int[parts];
    for (int position = 0; position < parts * 400; position++) {
      counts[(int) (permutation.apply(position) / (size / parts + 1))]++;
    }
    // 400 expected in each, standard deviation 20.
    assertFalse(Arrays.stream(counts).anyMatch(n -> n < 260 || n > 540), () -> "seed " + seed);
  }
}
