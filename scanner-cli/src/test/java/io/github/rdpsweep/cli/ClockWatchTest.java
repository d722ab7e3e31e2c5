package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockWatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        // seconds that passed, and by the clock
        "1     | 1     | nothing",
        "4     | 5     | nothing",
        "30    | 30    | note: this process stood still for 30 s; what was under way is tried again",
        "1     | 3601  | note: the clock was set by +3600 s, or the machine slept;"
            + " started_at and clock_skew_s go by the new time from now on",
        "1     | -3599 | note: the clock was set by -3600 s, or the machine slept;"
            + " started_at and clock_skew_s go by the new time from now on",
      })
  void tellsOfStandstillsAndJumps(long passed, long byTheClock, String said) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long now = Long.MAX_VALUE - 7; // the monotonic clock may wrap
    ClockWatch watch = new ClockWatch(new PrintStream(err, true, UTF_8), now, 1_000_000_000_000L);

    watch.look(now + passed * 1_000_000_000, 1_000_000_000_000L + byTheClock * 1_000);

    assertEquals(said == null ? "" : said + "\n", err.toString(UTF_8));
  }
}
