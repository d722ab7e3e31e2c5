package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

  @Test
  void numbersKeysInTheOrderInWhichTheyAreFirstSeen() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    KeyIndex index = new KeyIndex();
    Map<Long, Integer> numbers = new HashMap<>();
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      // Keys that differ in their upper, middle or low bits only; 0 and -1 among them.
      long few = (random.nextInt(3) - 1L) * random.nextInt(20_000);
      long key = few << (random.nextInt(3) * 24);
      int expected = numbers.computeIfAbsent(key, unseen -> numbers.size());
      if (expected == keys.size()) {
        keys.add(key);
      }

      assertEquals(expected, index.numberOf(key), "seed " + seed + ": key " + key);
    }

    assertEquals(keys.size(), index.size());
    for (int number = 0; number < keys.size(); number++) {
      assertEquals(keys.get(number), index.key(number));
    }
  }
}
