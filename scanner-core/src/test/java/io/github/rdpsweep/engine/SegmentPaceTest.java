package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.ManualClock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentPaceTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();

  @ParameterizedTest
  @CsvSource({
    "200, 1, 200",
    "500, 1, 500",
    "5000, 1, 5000",
    "200, 2, 100",
    "1, 1, 1",
    "1, 4, 0.25"
  })
  void keepsEachSegmentsShareOfTheRate(long rate, int loops, double share) {
    SegmentPace pace = new SegmentPace(rate, loops);
    int first = 0;
    int second = 0;
    for (long elapsed = 0; elapsed < 8 * SECOND; elapsed += MILLI / 10) {
      first += take(pace, 1);
      second += take(pace, 2);
      clock.advance(MILLI / 10);
    }

    assertEquals(8 * share, first, 1 + 0.01 * share);
    assertEquals(first, second);
  }

  @Test
  void knowsNothingAgainstASegmentNeverCalledUpon() {
    SegmentPace pace = new SegmentPace(1, 1);
    pace.take(1, clock.nanoTime());

    assertFalse(pace.isDue(1, clock.nanoTime()));
    assertTrue(pace.isDue(2, clock.nanoTime()));
  }

  @Test
  void doesNotCatchUpAfterAPause() {
    SegmentPace pace = new SegmentPace(1_000, 1);
    take(pace, 1);

    clock.advance(60 * SECOND);

    int burst = 0;
    while (take(pace, 1) == 1) {
      burst++;
    }
    assertEquals(RateBudget.TICK_NANOS / MILLI + 1, burst);
  }

  @Test
  void keepsTheRateThoughTheLoopComesLate() {
    SegmentPace pace = new SegmentPace(500, 1);
    int starts = 0;
    for (long tick = 0; tick < 4 * SECOND / (4 * MILLI); tick++) {
      while (take(pace, 1) == 1) {
        starts++;
      }
      clock.advance(4 * MILLI);
    }

    assertEquals(2_000, starts, 20);
  }

  @Test
  void givesEveryoneInTheQueueALaterTurn() {
    SegmentPace pace = new SegmentPace(100, 1);
    long now = clock.nanoTime();
    pace.take(1, now);

    for (long i = 1; i <= 5; i++) {
      assertEquals(i * 10 * MILLI, pace.reserve(1, now) - now);
    }
  }

  @Test
  void servesReservationsAtTheirTurnWithoutGapOrBurst() {
    SegmentPace pace = new SegmentPace(100, 1);
    long start = clock.nanoTime();
    pace.take(1, start);
    for (int i = 1; i <= 100; i++) {
      long due = pace.reserve(1, start);

      assertFalse(pace.isDue(1, due - 1));
      assertTrue(pace.isDue(1, due));
      pace.take(1, due);
    }
  }

  @Test
  void reservesFromTheNextTurnOnWhenOldReservationsArePast() {
    SegmentPace pace = new SegmentPace(100, 1);
    pace.take(1, clock.nanoTime());
    pace.reserve(1, clock.nanoTime());

    clock.advance(5 * SECOND);
    pace.take(1, clock.nanoTime());
    pace.take(1, clock.nanoTime() + 10 * MILLI);

    long reserved = pace.reserve(1, clock.nanoTime() + 10 * MILLI) - clock.nanoTime();
    assertTrue(reserved > 10 * MILLI && reserved <= 20 * MILLI, "" + reserved);
  }

  @Test
  void forgetsSegmentsWhoseTurnsHavePassed() {
    SegmentPace pace = new SegmentPace(1_000, 1);
    for (long segment = 0; segment < 200_000; segment++) {
      pace.take(segment, clock.nanoTime());
      clock.advance(MILLI / 10); // ten segments are remembered at a time
    }

    assertTrue(pace.remembered() <= 1_024, "" + pace.remembered());
  }

  @Test
  void remembersSegmentsWhoseTurnsAreStillToCome() {
    SegmentPace pace = new SegmentPace(1, 1);
    for (long segment = 0; segment < 5_000; segment++) {
      pace.take(segment, clock.nanoTime());
    }

    for (long segment = 0; segment < 5_000; segment++) {
      assertFalse(pace.isDue(segment, clock.nanoTime()));
    }
    clock.advance(SECOND);
    assertTrue(pace.isDue(0, clock.nanoTime()));
  }

  @Test
  void neverHoldsASegmentUpWhereNoRateIsSet() {
    SegmentPace pace = new SegmentPace(Pace.UNLIMITED, 3);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(1, take(pace, i));
      assertEquals(1, take(pace, i));
    }

    assertEquals(0, pace.remembered());
  }

  private int take(SegmentPace pace, long segment) {
    if (!pace.isDue(segment, clock.nanoTime())) {
      return 0;
    }
    pace.take(segment, clock.nanoTime());
    return 1;
  }
}
