package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryQueueTest {

  private final RetryQueue queue = new RetryQueue();

  private record Entry(long hostIndex, long ports, int pass, long notBefore, int answeredPort) {}

  @Test
  void keepsTheLargestValues() {
    Entry extreme = new Entry((1L << 55) - 1, -1, 255, Long.MIN_VALUE, 65_535);
    add(extreme);

    assertEquals(extreme, first());
  }

  /** The share of additions decides whether the ring stays small, grows, or wraps around. */
  @ParameterizedTest
  @ValueSource(ints = {50, 52, 60, 95})
  void behavesAsAQueueWhileItGrowsAndWrapsAround(int additionsInAHundred) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Deque<Entry> model = new ArrayDeque<>();
    for (int step = 0; step < 50_000; step++) {
      if (random.nextInt(100) < additionsInAHundred) {
        Entry entry =
            new Entry(
                random.nextLong() >>> 9,
                random.nextLong(),
                random.nextInt(256),
                random.nextLong(),
                random.nextInt(65_536));
        model.add(entry);
        add(entry);
      } else if (!model.isEmpty()) {
        assertEquals(model.remove(), first(), "seed " + seed + ", step " + step);
        queue.removeFirst();
      }
      assertEquals(model.size(), queue.size(), "seed " + seed);
    }
    while (!model.isEmpty()) {
      assertEquals(model.remove(), first(), "seed " + seed);
      queue.removeFirst();
    }
    assertTrue(queue.isEmpty());
  }

  private void add(Entry entry) {
    queue.add(
        entry.hostIndex(), entry.ports(), entry.pass(), entry.notBefore(), entry.answeredPort());
  }

  private Entry first() {
    return new Entry(
        queue.firstHostIndex(),
        queue.firstPorts(),
        queue.firstPass(),
        queue.firstNotBefore(),
        queue.firstAnsweredPort());
  }
}
