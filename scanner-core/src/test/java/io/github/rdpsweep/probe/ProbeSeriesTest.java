package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeSeriesTest {

  /**
   * A letter for each probe: ready, refused (x), hung, closed, sent a reset (t), silent,
   * unreachable, negotiation refused (n).
   */
  @ParameterizedTest(name = "{0}: {1} ready, {2} changes, flipping {3}, unsteady {4}")
  @CsvSource({
    "r,     1, 0, false, false",
    "rrrrr, 5, 0, false, false",
    "xxxxx, 0, 0, false, false",
    "rxrxr, 3, 4, true,  true",
    "rrxrr, 4, 2, true,  true",
    "xrx,   1, 2, true,  true",
    "rrrxx, 3, 1, false, true",
    "xxrrr, 3, 1, false, true",
    "rcrhr, 3, 4, true,  true",
    "rtr,   2, 2, true,  true",
    "ruxur, 2, 2, true,  true",
    "rrurr, 4, 0, false, true",
    "rnrnr, 3, 0, false, true",
    "rsrrr, 4, 2, true,  true",
    "srsrs, 2, 4, true,  true"
  })
  void seesAServerThatIsThereAndNotThere(
      String outcomes, int ready, int changes, boolean flipping, boolean unsteady) {
    ProbeSeries series = series(outcomes, new Delivery(2, 0), new Delivery(3, 3));

    assertEquals(outcomes.length(), series.count());
    assertEquals(ready, series.count(Outcome.READY));
    assertEquals(changes, series.changes());
    assertEquals(flipping, series.isFlipping());
    assertEquals(unsteady, series.isUnsteady());
  }

  /** Three SYNs that are lost in a row are nothing strange where a third of packets is. */
  @ParameterizedTest(name = "{0}, {1} of {2} lost: {3}, flipping {4}")
  @CsvSource({
    "rrsrrr, 1, 3, 8 of 18, false",
    "rrsrss, 1, 3, 3 of 9,  true",
    "rrsrrr, 0, 2, 0 of 10, true",
    "rrrrrr, 1, 3, 6 of 18, false"
  })
  void takesSilenceForLossWhileLossExplainsIt(
      String outcomes, int lost, int sent, String delivery, boolean flipping) {
    ProbeSeries series = series(outcomes, new Delivery(sent, lost), new Delivery(3, 3));

    assertEquals(delivery, series.delivery().lost() + " of " + series.delivery().sent());
    assertEquals(flipping, series.isFlipping());
    assertEquals(flipping, series.isUnsteady());
  }

  @Test
  void measuresRoundTripsAndThinkTimeWhereTheyWereMeasured() {
    ProbeSeries series =
        ProbeSeries.NONE
            .plus(sample(10, 4, false))
            .plus(sample(-1, -1, false))
            .plus(sample(16, 100, false))
            .plus(sample(12, 6, false));

    assertEquals(3, series.roundTrips().count());
    assertEquals(10, series.roundTrips().min());
    assertEquals(12, series.roundTrips().median());
    assertEquals(5, series.roundTrips().jitter());
    assertEquals(6, series.medianThinkNanos());
    assertEquals(Timings.NOT_MEASURED, ProbeSeries.NONE.medianThinkNanos());
  }

  @Test
  void comparesMarkedWithUnmarkedProbesButTheFirst() {
    ProbeSeries series =
        ProbeSeries.NONE
            .plus(sample(90, 1, false))
            .plus(sample(10, 1, true))
            .plus(sample(20, 1, false))
            .plus(sample(14, 1, true));

    assertEquals(12, series.compared(true).roundTrips().median());
    assertEquals(20, series.compared(false).roundTrips().median());
  }

  private static ProbeSeries series(String outcomes, Delivery answered, Delivery silent) {
    return new ProbeSeries(
        Arrays.stream(outcomes.split(""))
            .map(ProbeSeriesTest::outcome)
            .map(
                outcome ->
                    new Sample(
                        outcome,
                        1_000,
                        1_000,
                        outcome == Outcome.SILENT ? silent : answered,
                        false))
            .collect(Collectors.toList()));
  }

  private static Outcome outcome(String letter) {
    return switch (letter) {
      case "r" -> Outcome.READY;
      case "x" -> Outcome.REFUSED;
      case "h" -> Outcome.HUNG;
      case "c" -> Outcome.CLOSED;
      case "t" -> Outcome.RESET;
      case "s" -> Outcome.SILENT;
      case "u" -> Outcome.UNREACHABLE;
      case "n" -> Outcome.NEGOTIATION_REFUSED;
      default -> throw new IllegalArgumentException(letter);
    };
  }

  private static Sample sample(long roundTrip, long think, boolean marked) {
    return new Sample(Outcome.READY, roundTrip, think, new Delivery(2, 0), marked);
  }
}
