package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rdpsweep.target.Shard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetCursorTest {

  private static final long SEED = 42;

  @ParameterizedTest(name = "{0} hosts, {1} shards, {2} lanes")
  @CsvSource({
    "0, 1, 1",
    "0, 3, 2",
    "1, 1, 1",
    "1, 1, 4",
    "1, 5, 2",
    "7, 3, 2",
    "254, 1, 3",
    "255, 4, 4",
    "256, 7, 1",
    "1000, 1, 16",
    "10007, 5, 3",
    "65536, 2, 2"
  })
  void lanesOfAllShardsVisitEveryHostOnce(int hosts, int shards, int lanes) {
    BitSet visited = new BitSet();
    int visits = 0;
    for (int shard = 1; shard <= shards; shard++) {
      for (int lane = 0; lane < lanes; lane++) {
        TargetCursor cursor =
            new TargetCursor(hosts, SEED, new Shard(shard, shards), SweptTargets.NONE, lane, lanes);
        while (cursor.hasNext()) {
          visited.set(Math.toIntExact(cursor.nextHostIndex()));
          visits++;
        }
      }
    }

    assertEquals(hosts, visits);
    assertEquals(hosts, visited.cardinality());
    assertEquals(hosts, visited.length());
  }

  @Test
  void lanesTogetherKeepTheOrderOfTheShard() {
    Shard shard = new Shard(2, 3);
    List<Long> whole = indexes(new TargetCursor(1_000, SEED, shard, SweptTargets.NONE, 0, 1));
    List<Long> even = indexes(new TargetCursor(1_000, SEED, shard, SweptTargets.NONE, 0, 2));
    List<Long> odd = indexes(new TargetCursor(1_000, SEED, shard, SweptTargets.NONE, 1, 2));

    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i), (i % 2 == 0 ? even : odd).get(i / 2));
    }
  }

  @Test
  void hasNothingWhereThereAreFewerHostsThanLanes() {
    assertFalse(new TargetCursor(2, SEED, Shard.WHOLE, SweptTargets.NONE, 2, 3).hasNext());
  }

  private static List<Long> indexes(TargetCursor cursor) {
    List<Long> indexes = new ArrayList<>();
    while (cursor.hasNext()) {
      indexes.add(cursor.nextHostIndex());
    }
    return indexes;
  }
}
