package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Sample;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QosTallyTest {

  private static final long MILLI = 1_000_000;

  private final Random random = new Random(7);
  private final QosTally tally = new QosTally();

  @Test
  void saysNothingOfAMarkThatDoesNothing() {
    for (int host = 0; host < 200; host++) {
      addHost(0.02, 0.02, 0);
    }

    QosComparison comparison = tally.compare();

    assertEquals(200, comparison.hosts());
    assertFalse(comparison.isLossDifferent(), comparison::toString);
    assertFalse(comparison.isLatencyDifferent(), comparison::toString);
    List<String> text = QosText.of(comparison);
    assertEquals(1, text.size());
    assertTrue(text.get(0).startsWith("no difference shown by 200 hosts, "), text.get(0));
  }

  @Test
  void seesThatMarkedPacketsAreDropped() {
    for (int host = 0; host < 200; host++) {
      addHost(0.15, 0.01, 0);
    }

    QosComparison comparison = tally.compare();

    assertTrue(comparison.isLossDifferent());
    assertTrue(comparison.loss().low() < 0.14 && 0.14 < comparison.loss().high());
    assertFalse(comparison.isLatencyDifferent());
    String text = QosText.of(comparison).get(0);
    assertTrue(text.startsWith("marked packets are lost more often: "), text);
  }

  @Test
  void seesThatMarkedPacketsOvertake() {
    for (int host = 0; host < 100; host++) {
      addHost(0.01, 0.01, -8 * MILLI);
    }

    QosComparison comparison = tally.compare();

    assertTrue(comparison.isLatencyDifferent());
    assertFalse(comparison.isLossDifferent(), comparison::toString);
    assertEquals(-8 * MILLI, comparison.latencyNanos().estimate(), 1.5 * MILLI);
    String text = QosText.of(comparison).get(0);
    assertTrue(text.startsWith("marked packets are faster: -"), text);
  }

  @Test
  void keepsADifferenceThatNobodyFeelsToItself() {
    for (int host = 0; host < 100; host++) {
      tally.add(Repetition.of(series(20 * MILLI, 20 * MILLI + MILLI / 2, 20 * MILLI)));
    }

    QosComparison comparison = tally.compare();

    assertTrue(comparison.latencyNanos().isShown());
    assertFalse(comparison.isLatencyDifferent());
  }

  @Test
  void leavesOutHostsThatWereNotProbedBothWays() {
    tally.add(Repetition.NONE);
    tally.add(Repetition.of(series(20 * MILLI, 30 * MILLI)));

    assertEquals(0, tally.compare().hosts());
  }

  /** Five probes: one that is not compared, two marked ones, two unmarked ones. */
  private void addHost(double markedLoss, double unmarkedLoss, long shift) {
    long distance = 10 * MILLI + random.nextInt(200) * MILLI;
    ProbeSeries series = ProbeSeries.NONE;
    for (int i = 0; i < 5; i++) {
      boolean marked = i % 2 == 1;
      double loss = marked ? markedLoss : unmarkedLoss;
      int lost = random.nextDouble() < 2 * loss ? 1 : 0;
      long noise = Math.round(random.nextGaussian() * MILLI);
      long roundTrip = distance + noise + (marked ? shift : 0) + (i == 0 ? 50 * MILLI : 0);
      series =
          series.plus(
              new Sample(Outcome.READY, roundTrip, MILLI, new Delivery(2 + lost, lost), marked));
    }
    tally.add(Repetition.of(series));
  }

  private static ProbeSeries series(long... roundTrips) {
    ProbeSeries series = ProbeSeries.NONE;
    for (int i = 0; i < roundTrips.length; i++) {
      series =
          series.plus(
              new Sample(Outcome.READY, roundTrips[i], MILLI, new Delivery(2, 0), i % 2 == 1));
    }
    return series;
  }
}
