package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.ManualClock;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private final ManualClock clock = new ManualClock();
  private final Lateness lateness = new Lateness();

  @Test
  void expectsNothingOfALoopThatHasNotBegun() {
    clock.advanceMillis(60_000);

    assertFalse(lateness.onBack(clock.nanoTime()));
  }

  @Test
  void bearsALittle() {
    lateness.expectBack(clock.nanoTime());
    clock.advanceMillis(100);

    assertFalse(lateness.onBack(clock.nanoTime()));
    assertEquals(0, lateness.stalledNanos());
  }

  @Test
  void noticesAStall() {
    lateness.expectBack(clock.nanoTime());
    clock.advanceMillis(101);

    assertTrue(lateness.onBack(clock.nanoTime()));
    assertEquals(101_000_000, lateness.stalledNanos());
  }

  @Test
  void doesNotTakeAnnouncedWaitingForAStall() {
    lateness.expectBack(clock.nanoTime() + 1_000_000_000);
    clock.advanceMillis(1_050);

    assertFalse(lateness.onBack(clock.nanoTime()));
  }

  @Test
  void addsUpStalls() {
    lateness.expectBack(clock.nanoTime());
    clock.advanceMillis(500);
    lateness.onBack(clock.nanoTime());

    lateness.expectBack(clock.nanoTime());
    clock.advanceMillis(1);
    assertFalse(lateness.onBack(clock.nanoTime()));
    lateness.expectBack(clock.nanoTime());
    clock.advanceMillis(200);
    lateness.onBack(clock.nanoTime());

    assertEquals(700_000_000, lateness.stalledNanos());
  }

  @Test
  void countsAcrossTheClocksWrap() {
    ManualClock wrapping = new ManualClock(Long.MAX_VALUE);
    long before = wrapping.nanoTime();
    lateness.expectBack(before);
    wrapping.advanceMillis(50);
    assertFalse(lateness.onBack(wrapping.nanoTime()));
    wrapping.advanceMillis(100);

    assertTrue(lateness.onBack(wrapping.nanoTime()));
    assertEquals(150_000_000, lateness.stalledNanos());
  }
}
