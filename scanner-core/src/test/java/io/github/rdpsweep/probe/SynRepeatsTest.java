package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynRepeatsTest {

  /** Linux before 6.5, and Windows: 1, 3, 7, 15, 31 s after the first SYN. */
  @ParameterizedTest(name = "{0} ms: {1}")
  @CsvSource({
    "0, 0",
    "250, 0",
    "900, 0",
    "1002, 1",
    "1052, 1",
    "2100, 1",
    "2700, 1",
    "3004, 2",
    "3150, 2",
    "6500, 2",
    "7010, 3",
    "15080, 4",
    "31900, 5"
  })
  void tellsLostSynsByStepsThatDouble(long millis, int lost) {
    assertEquals(lost, SynRepeats.DOUBLING.lostBefore(nanos(millis)));
  }

  /** Linux from 6.5 on, with its default of 4: 1, 2, 3, 4, 5, 7, 11, 19 s. */
  @ParameterizedTest(name = "{0} ms: {1}")
  @CsvSource({
    "12, 0",
    "1023, 1",
    "2060, 2",
    "3070, 3",
    "4080, 4",
    "5100, 5",
    "6100, 5",
    "7200, 6",
    "11300, 7",
    "19500, 8"
  })
  void tellsLostSynsByStepsThatAreAlikeAtFirst(long millis, int lost) {
    assertEquals(lost, new SynRepeats(4).lostBefore(nanos(millis)));
  }

  @ParameterizedTest(name = "{0} linear, silent for {1} ms: {2}")
  @CsvSource({
    "0, 250, 1",
    "0, 1000, 1",
    "0, 1200, 2",
    "0, 3000, 2",
    "0, 5000, 3",
    "4, 3000, 3",
    "4, 4515, 5",
    "4, 4000, 4"
  })
  void countsOnlySynsThatWereSentForSure(int linear, long millis, int sent) {
    assertEquals(sent, new SynRepeats(linear).sentWithin(nanos(millis)));
  }

  @Test
  void neverCountsForEver() {
    assertEquals(20, SynRepeats.DOUBLING.lostBefore(Long.MAX_VALUE));
    assertEquals(0, SynRepeats.DOUBLING.lostBefore(Timings.NOT_MEASURED));
  }

  @Test
  void asksThisMachine() {
    assertTrue(SynRepeats.ofThisMachine().linear() >= 0);
  }

  @Test
  void refusesLessThanNoRepeats() {
    assertThrows(IllegalArgumentException.class, () -> new SynRepeats(-1));
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
