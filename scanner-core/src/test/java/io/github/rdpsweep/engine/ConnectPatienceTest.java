package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectPatienceTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int LAST = 2;

  private final ConnectPatience patience = patience(3_000, LAST);

  @Test
  void waitsASecondUntilEnoughIsKnown() {
    answers(99, 1);

    assertEquals(1_000 * MILLI, patience.timeoutNanos(1));
  }

  @Test
  void waitsAllOfTheTimeoutInTheLastPassWhateverIsKnown() {
    assertEquals(3_000 * MILLI, patience.timeoutNanos(LAST));

    answers(1_000, 1);
    assertEquals(3_000 * MILLI, patience.timeoutNanos(LAST));
  }

  @ParameterizedTest
  @CsvSource({"1, 250", "30, 250", "400, 400", "2900, 2900", "9000, 3000"})
  void waitsAsLongAsAnswersSuggestWithinBounds(long rttMillis, long timeoutMillis) {
    answers(1_000, rttMillis);

    assertEquals(timeoutMillis, Math.round(patience.timeoutNanos(1) / (double) MILLI));
  }

  @Test
  void waitsLongerWhereAnswersVary() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      patience.onAnswer((100 + random.nextInt(200)) * MILLI);
    }

    assertTrue(patience.timeoutNanos(1) > 400 * MILLI, "" + patience.timeoutNanos(1));
  }

  @Test
  void neverWaitsLongerThanTheTimeout() {
    ConnectPatience brief = patience(100, LAST);

    assertEquals(100 * MILLI, brief.timeoutNanos(1));
    assertEquals(100 * MILLI, brief.timeoutNanos(LAST));
  }

  @Test
  void waitsAllOfTheTimeoutWhereThereIsOnePassOnly() {
    assertEquals(3_000 * MILLI, patience(3_000, 1).timeoutNanos(1));
  }

  private void answers(int count, long millis) {
    for (int i = 0; i < count; i++) {
      patience.onAnswer(millis * MILLI);
    }
  }

  @Test
  void waitsAsLongAsAskedForBeforeTheLastPass() {
    Patience asked =
        new Patience(
            Duration.ofSeconds(3),
            Optional.of(Duration.ofMillis(400)),
            Duration.ofSeconds(1),
            LAST - 1);
    ConnectPatience told = new ConnectPatience(asked);
    for (int i = 0; i < 1_000; i++) {
      told.onAnswer(900 * MILLI);
    }

    assertEquals(400 * MILLI, told.timeoutNanos(1));
    assertEquals(3_000 * MILLI, told.timeoutNanos(LAST));
  }

  private static ConnectPatience patience(long connectMillis, int passes) {
    return new ConnectPatience(
        new Patience(Duration.ofMillis(connectMillis), Duration.ofSeconds(1), passes - 1));
  }
}
