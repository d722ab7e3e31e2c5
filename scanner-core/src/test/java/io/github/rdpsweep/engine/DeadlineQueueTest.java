package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {

  private static final long NOW = new ManualClock().nanoTime();

  private final DeadlineQueue queue = new DeadlineQueue();

  private static final class Entry extends DeadlineQueue.Entry {}

  @Test
  void isEmptyAtFirstAndNeverDue() {
    assertTrue(queue.isEmpty());
    assertEquals(Long.MAX_VALUE, queue.waitNanos(NOW));
  }

  @Test
  void handsOutEntriesInTheOrderOfTheirArrival() {
    Entry first = new Entry();
    Entry second = new Entry();
    queue.add(first, NOW + 5);
    queue.add(second, NOW + 7);

    assertSame(first, queue.first());
    DeadlineQueue.cancel(first);

    assertSame(second, queue.first());
    DeadlineQueue.cancel(second);

    assertTrue(queue.isEmpty());
  }

  @Test
  void saysHowLongUntilTheOldestIsDue() {
    queue.add(new Entry(), NOW + 5);
    queue.add(new Entry(), NOW + 7);

    assertEquals(5, queue.waitNanos(NOW));
    assertEquals(0, queue.waitNanos(NOW + 5));
    assertEquals(-2, queue.waitNanos(NOW + 7));
  }

  @Test
  void countsAcrossTheClocksWrap() {
    long beforeTheWrap = new ManualClock(Long.MAX_VALUE).nanoTime();
    queue.add(new Entry(), beforeTheWrap + 10);

    assertEquals(10, queue.waitNanos(beforeTheWrap));
    assertEquals(-1, queue.waitNanos(beforeTheWrap + 11));
  }

  @Test
  void neverServesAnEntryEarlyWhenItsTimeoutIsShorterThanTheOneBefore() {
    Entry patient = new Entry();
    queue.add(patient, NOW + 9);
    queue.add(new Entry(), NOW + 2);

    assertEquals(7, queue.waitNanos(NOW + 2));

    DeadlineQueue.cancel(patient);
    assertEquals(-7, queue.waitNanos(NOW + 9));
  }

  @Test
  void cancelsInAnyPlaceAndMoreThanOnce() {
    Entry first = new Entry();
    Entry middle = new Entry();
    Entry last = new Entry();
    queue.add(first, NOW);
    queue.add(middle, NOW);
    queue.add(last, NOW);

    DeadlineQueue.cancel(middle);
    DeadlineQueue.cancel(middle);
    DeadlineQueue.cancel(last);

    assertSame(first, queue.first());
    DeadlineQueue.cancel(first);
    assertTrue(queue.isEmpty());
  }

  @Test
  void letsAnEntryMoveToAnotherQueue() {
    DeadlineQueue other = new DeadlineQueue();
    Entry entry = new Entry();
    queue.add(entry, NOW + 1);

    DeadlineQueue.cancel(entry);
    other.add(entry, NOW + 2);

    assertTrue(queue.isEmpty());
    assertSame(entry, other.first());
  }

  @Test
  void behavesAsAListWhateverIsDoneToIt() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Entry> model = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      if (model.isEmpty() || random.nextInt(5) < 3) {
        Entry entry = new Entry();
        model.add(entry);
        queue.add(entry, NOW + step);
      } else {
        DeadlineQueue.cancel(model.remove(random.nextInt(model.size())));
      }
      assertEquals(model.isEmpty(), queue.isEmpty(), "seed " + seed);
      if (!model.isEmpty()) {
        assertSame(model.get(0), queue.first(), "seed " + seed);
      }
    }
  }
}
