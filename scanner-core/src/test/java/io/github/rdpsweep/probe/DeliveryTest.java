package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.testing.SampleResults;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

  /** Over TCP_INFO: SYN and request, and what was sent again. */
  @ParameterizedTest(name = "{0} after {1} ms, {2} resent, {3} unacknowledged, {4} data: {5}")
  @CsvSource({
    "READY,            2, 0, 0,  1, 0 of 2",
    "READY,         1020, 1, 0,  1, 1 of 3",
    "READY,            2, 1, 0,  2, 1 of 3",
    "READY,         1020, 2, 0,  2, 2 of 4",
    "READY,         3050, 3, 0,  1, 3 of 5",
    "READY,            2, 0, 0,  7, 0 of 8",
    "READY,            2, 2, 0,  9, 2 of 10",
    "READY,            2, 0, 0, -1, 0 of 2",
    "READY,            2, 3, 0, -1, 3 of 5",
    "HUNG,             2, 0, 0,  1, 0 of 2",
    "UNACKNOWLEDGED,   2, 4, 1,  5, 5 of 6",
    "UNACKNOWLEDGED,   2, 4, 1, -1, 5 of 6",
    "CLOSED,           2, 0, 0,  1, 0 of 2",
    "REFUSED,          2, -1, -1, -1, 0 of 1",
    "REFUSED,       2060, -1, -1, -1, 2 of 3",
    "UNREACHABLE,   3060, -1, -1, -1, 0 of 0"
  })
  void isWhatTheKernelCounted(
      Outcome outcome, long connect, int resent, int unacknowledged, int data, String expected) {
    PathFacts path = new PathFacts(1_500, resent, unacknowledged, data, 1_500);

    assertEquals(expected, text(result(outcome, 1, connect, 9_000, path), new SynRepeats(4)));
  }

  /** Without TCP_INFO the connect time tells of SYNs, and nothing of the request. */
  @ParameterizedTest(name = "{0} linear, connect {1} ms: {2}")
  @CsvSource({
    "0,   12, 0 of 1",
    "0, 1012, 1 of 2",
    "0, 3012, 2 of 3",
    "0, 7012, 3 of 4",
    "4, 1012, 1 of 2",
    "4, 2012, 2 of 3",
    "4, 3012, 3 of 4"
  })
  void isReadFromTheConnectTime(int linear, long connect, String expected) {
    ProbeResult result = result(Outcome.READY, 1, connect, 9_000, PathFacts.NONE);

    assertEquals(expected, text(result, new SynRepeats(linear)));
  }

  @ParameterizedTest(name = "{0} linear, silent for {1} ms: {2}")
  @CsvSource({"0, 250, 1 of 1", "0, 3000, 2 of 2", "4, 3000, 3 of 3", "4, 5600, 6 of 6"})
  void isNothingWhereNobodyAnswers(int linear, long total, String expected) {
    ProbeResult result = result(Outcome.SILENT, 1, -1, total, PathFacts.NONE);

    assertEquals(expected, text(result, new SynRepeats(linear)));
  }

  @ParameterizedTest(name = "{0} passes, {1} us: {2}")
  @CsvSource({
    "1,   1500, 0 of 2",
    "2,   1500, 1 of 3",
    "3,   1500, 2 of 4",
    "3,     -1, 2 of 4",
    "3, 249999, 2 of 4",
    "3, 250000, 0 of 2"
  })
  void countsSilentPassesUnlessTheHostIsFar(int passes, int rttMicros, String expected) {
    PathFacts path = new PathFacts(rttMicros, 0, 0);

    Delivery row =
        Delivery.ofRow(result(Outcome.READY, passes, 2, 9_000, path), SynRepeats.DOUBLING);

    assertEquals(expected, row.lost() + " of " + row.sent());
  }

  @Test
  void addsUp() {
    assertEquals(new Delivery(5, 2), new Delivery(2, 0).plus(new Delivery(3, 2)));
    assertEquals(new Delivery(3, 2), Delivery.NONE.plus(new Delivery(3, 2)));
    assertEquals(new Delivery(3, 2), new Delivery(3, 2).plus(Delivery.NONE));
    assertEquals(0.4, new Delivery(5, 2).loss());
    assertThrows(IllegalArgumentException.class, () -> new Delivery(1, 2));
  }

  /**
   * Packets of a path that loses a known share of them, each sent until it arrives: a share of the
   * counted ones is that loss again, however it is measured.
   */
  @ParameterizedTest(name = "loss {0}, kernel asked: {1}")
  @CsvSource({
    "0.01, true",
    "0.05, true",
    "0.1, true",
    "0.2, true",
    "0.01, false",
    "0.05, false",
    "0.1, false",
    "0.2, false"
  })
  void estimatesTheLossOfThePath(double loss, boolean asked) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SynRepeats repeats = new SynRepeats(4);
    Delivery sum = Delivery.NONE;
    for (int i = 0; i < 40_000; i++) {
      int syns = losses(random, loss);
      int requests = losses(random, loss);
      long connect = 2 + syns * 1_010L;
      PathFacts path =
          asked ? new PathFacts(1_500, syns + requests, 0, 1 + requests, 1_500) : PathFacts.NONE;
      ProbeResult result =
          syns <= 4
              ? result(Outcome.READY, 1, connect, 9_000, path)
              : result(Outcome.SILENT, 1, -1, 4_500, PathFacts.NONE);
      sum = sum.plus(Delivery.of(result, repeats));
    }

    double error = Math.sqrt(loss * (1 - loss) / sum.sent());
    assertTrue(
        Math.abs(sum.loss() - loss) < 5 * error, "seed " + seed + ": " + sum + " for " + loss);
  }

  private static int losses(Random random, double loss) {
    int lost = 0;
    while (random.nextDouble() < loss) {
      lost++;
    }
    return lost;
  }

  private static String text(ProbeResult result, SynRepeats repeats) {
    Delivery delivery = Delivery.of(result, repeats);
    return delivery.lost() + " of " + delivery.sent();
  }

  private static ProbeResult result(
      Outcome outcome, int attempts, long connectMillis, long totalMillis, PathFacts path) {
    return new ProbeResult(
        SampleResults.target("10.0.0.7", "10.0.0.0/24"),
        outcome,
        outcome.stage() == Stage.DONE ? Stage.NEGOTIATE : outcome.stage(),
        "",
        attempts,
        new Timings(nanos(connectMillis), Timings.NOT_MEASURED, nanos(totalMillis)),
        path,
        Negotiation.UNANSWERED,
        SampleResults.STARTED_AT);
  }

  private static long nanos(long millis) {
    return millis < 0 ? Timings.NOT_MEASURED : TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
