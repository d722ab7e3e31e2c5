package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.stats.LoopStats;
import io.github.rdpsweep.stats.SweepStats;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProgressTest {

  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SweepStats stats = new SweepStats(1);
  private final LoopStats loop = stats.loop(0);

  @AfterEach
  void forgetTerminal() {
    System.clearProperty("rdpsweep.stderr.terminal");
  }

  @Test
  void tellsShareTimeLeftRatesAndWhatIsUnderWay() {
    record(Outcome.READY, 300);
    record(Outcome.SILENT, 100);
    loop.setInFlight(50);

    assertEquals(
        "0:10  33.3 %  left 0:20  400 of 1,200  25/s (mean 45/s)  answered 300  in flight 50",
        Progress.line(1_200, stats.snapshot(), 10 * SECOND, 2 * SECOND, 50));
  }

  @Test
  void tellsTroubleOfItsOwnOnceThereIsSome() {
    record(Outcome.REFUSED, 1);
    loop.record(OwnTrouble.PORTS);
    loop.record(OwnTrouble.LATE);

    assertEquals(
        "0:01  50.0 %  left 0:01  1 of 2  1/s (mean 1/s)  answered 1  in flight 0  own trouble 2",
        Progress.line(2, stats.snapshot(), SECOND, SECOND, 1));
  }

  @Test
  void saysNothingOfTheTimeLeftBeforeItCanKnow() {
    assertEquals(
        "0:01  0.0 %  0 of 16,777,216  0/s (mean 0/s)  answered 0  in flight 0",
        Progress.line(16_777_216, stats.snapshot(), SECOND, SECOND, 0));
  }

  @Test
  void saysAHundredPercentOnlyOfTheWhole() {
    record(Outcome.READY, 9_999);

    String line = Progress.line(10_000, stats.snapshot(), SECOND, SECOND, 0);

    assertEquals("0:01  99.9 %", line.substring(0, 12));
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, 0:00",
    "59.6, 1:00",
    "61, 1:01",
    "3599, 59:59",
    "3600, 1:00:00",
    "90061, 25:01:01"
  })
  void writesDurationsAsClocksDo(double seconds, String clock) {
    assertEquals(clock, Progress.clock(seconds));
  }

  @Test
  void renewsOneLineThatNeverWrapsAndClearsItAtTheEnd() {
    Progress progress = progress(ProgressMode.ALWAYS);

    progress.tell(SECOND);
    progress.tell(2 * SECOND);
    progress.close();

    assertEquals(
        "\r\u001b[K\u001b[?7l0:01  0.0 %  0 of 9  0/s (mean 0/s)  answered 0  in flight 0\u001b[?7h"
            + "\r\u001b[K\u001b[?7l0:02  0.0 %  0 of 9  0/s (mean 0/s)  answered 0  in flight 0\u001b[?7h"
            + "\r\u001b[K",
        err.toString(UTF_8));
  }

  @Test
  void writesPlainLinesWhereNobodyWatches() {
    Progress progress = progress(ProgressMode.AUTO);

    progress.tell(10 * SECOND);
    progress.tell(20 * SECOND);
    progress.close();

    assertEquals(
        """
        rdpsweep: 0:10  0.0 %  0 of 9  0/s (mean 0/s)  answered 0  in flight 0
        rdpsweep: 0:20  0.0 %  0 of 9  0/s (mean 0/s)  answered 0  in flight 0
        """,
        err.toString(UTF_8).replace(System.lineSeparator(), "\n"));
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoTraceOfASweepThatWasOverBeforeTheFirstLine(ProgressMode mode) {
    progress(mode).close();

    assertEquals("", err.toString(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    // asked for, terminal, rows on the terminal; what is done, and every how many seconds
    "AUTO,   false, false, AUTO,   10",
    "AUTO,   true,  false, ALWAYS, 1",
    "AUTO,   true,  true,  NEVER,  0",
    "ALWAYS, false, true,  ALWAYS, 1",
    "NEVER,  true,  false, NEVER,  0"
  })
  void showsByDefaultWhatSuitsTheTerminal(
      ProgressMode asked, String terminal, boolean rows, ProgressMode done, long period) {
    System.setProperty("rdpsweep.stderr.terminal", terminal);

    ProgressMode decided = asked.decided(rows);

    assertEquals(done, decided);
    assertEquals(period, decided.periodSeconds());
  }

  private Progress progress(ProgressMode mode) {
    return new Progress(mode, new PrintStream(err, false, UTF_8), 9, stats::snapshot, 0);
  }

  private void record(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      loop.recordAttempt();
      loop.record(Results.of(outcome));
    }
    for (int i = 0; i < times / 8; i++) {
      loop.recordAttempt(); // repeats
    }
  }
}
