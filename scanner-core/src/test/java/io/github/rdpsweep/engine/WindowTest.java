package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.ManualClock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long TIMEOUT = 1_000 * MILLI;

  private final ManualClock clock = new ManualClock();
  private final Window window = new Window(1_000, TIMEOUT, clock.nanoTime());

  @Test
  void isAsWideAsAllowedWhileNothingIsWrong() {
    answersTake(1, 100);

    assertEquals(1_000, window.limit());
  }

  @Test
  void shrinksAtOnceToWhatWasOpenWhenSomethingRanOut() {
    window.onTrouble(200);

    assertEquals(200, window.limit());
  }

  @Test
  void recoversFromTroubleStepByStep() {
    window.onTrouble(200);
    period();
    assertEquals(180, window.limit());

    period();
    assertEquals(230, window.limit());
    for (int i = 0; i < 20; i++) {
      period();
    }
    assertEquals(1_000, window.limit());
  }

  @Test
  void leavesRoomForOneHoweverMuchRunsOut() {
    for (int i = 0; i < 50; i++) {
      window.onTrouble(0);
      period();
    }

    assertEquals(1, window.limit());
  }

  @Test
  void recoversFromTheSmallestWindowHoweverSmallTheLargestIs() {
    Window small = new Window(3, TIMEOUT, clock.nanoTime());
    small.onTrouble(0);
    for (int i = 0; i < 5; i++) {
      clock.advanceMillis(100);
      small.adjust(clock.nanoTime());
    }

    assertEquals(3, small.limit());
  }

  @Test
  void shrinksWhenTheLoopItselfCameLate() {
    window.onStall();
    period();

    assertEquals(800, window.limit());
  }

  @Test
  void shrinksWhileAnswersTakeMuchLongerThanTheyDid() {
    answersTake(1, 10);
    answersTake(400, 10);

    assertTrue(window.limit() < 500, "" + window.limit());
    assertTrue(window.limit() >= 16, "" + window.limit());
  }

  @Test
  void takesAFleetThatIsFarAwayAsItIs() {
    answersTake(600, 50);

    assertEquals(1_000, window.limit());
  }

  @Test
  void takesSlowerAnswersAsTheyAreWhileTheyAreFarFromTheTimeout() {
    answersTake(1, 10);
    answersTake(200, 10);

    assertEquals(1_000, window.limit());
  }

  @Test
  void recoversInDeadSpaceThoughTheLastAnswersWereSlow() {
    answersTake(1, 10);
    answersTake(400, 20);

    for (int i = 0; i < 25; i++) {
      period();
    }

    assertEquals(1_000, window.limit());
  }

  @Test
  void adjustsNoMoreThanOnceAPeriod() {
    window.onStall();
    period();
    window.onStall();
    window.adjust(clock.nanoTime());

    assertEquals(800, window.limit());
  }

  /** Many answers a period, for so many periods. */
  private void answersTake(long millis, int periods) {
    for (int i = 0; i < periods; i++) {
      for (int j = 0; j < 64; j++) {
        window.onAnswer(millis * MILLI);
      }
      period();
    }
  }

  private void period() {
    clock.advanceMillis(100);
    window.adjust(clock.nanoTime());
  }
}
