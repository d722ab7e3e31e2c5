package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {

  @Test
  void shardsAreDisjointAndComplete() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      int total = random.nextInt(2000);
      int count = 1 + random.nextInt(run % 2 == 0 ? 8 : 2500);
      BitSet visited = new BitSet(total);
      long largest = 0;
      long smallest = Long.MAX_VALUE;
      for (int index = 1; index <= count; index++) {
        Shard shard = new Shard(index, count);
        long size = shard.size(total);
        for (long k = 0; k < size; k++) {
          int position = Math.toIntExact(shard.position(k));
          assertFalse(visited.get(position), "twice: " + position + ", seed " + seed);
          visited.set(position);
        }
        largest = Math.max(largest, size);
        smallest = Math.min(smallest, size);
      }
      assertEquals(total, visited.cardinality(), "seed " + seed);
      assertEquals(total, visited.length(), "seed " + seed);
      assertTrue(largest - smallest <= 1, "seed " + seed);
    }
  }

  @Test
  void wholeVisitsEveryPosition() {
    assertEquals(1000, Shard.WHOLE.size(1000));
    assertEquals(999, Shard.WHOLE.position(999));
    assertEquals(0, Shard.WHOLE.size(0));
  }

  @Test
  void positionsOfLargeSweepsDoNotOverflow() {
    long total = 1L << 62;
    Shard last = new Shard(Integer.MAX_VALUE, Integer.MAX_VALUE);

    long position = last.position(last.size(total) - 1);

    assertTrue(position < total && position >= total - Integer.MAX_VALUE, () -> "" + position);
  }

  @Test
  void readsIndexAndCount() {
    assertEquals(new Shard(2, 5), Shard.parse("2/5"));
    assertEquals("2/5", Shard.parse("2/5").toString());
    assertEquals(Shard.WHOLE, Shard.parse("1/1"));
  }

  @ParameterizedTest
  @CsvSource({
    "6/5, shard index above 5",
    "0/5, shards are counted from 1",
    "0/0, shards are counted from 1",
    "1/0, shard index above 0",
    "2, 'a shard is written index/count, such as 2/5'",
    "a/5, shard index is not a number",
    "-1/5, shard index is not a number",
    "2/5/7, shard count is not a number",
    "/5, empty shard index",
    "2/, empty shard count",
  })
  void refusesOtherText(String text, String reason) {
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));

    assertEquals("\"" + text + "\": " + reason, refusal.getMessage());
  }

  @Test
  void refusesShardsThatDoNotExist() {
    assertThrows(IllegalArgumentException.class, () -> new Shard(0, 5));
    assertThrows(IllegalArgumentException.class, () -> new Shard(6, 5));
  }
}
