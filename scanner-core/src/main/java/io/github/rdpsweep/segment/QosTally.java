package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Timings;

/**
 * Adds up what marked and unmarked probes of the same hosts met. Belongs to one thread. Marked and
 * unmarked probes of a host alternate, so that both meet the same traffic; latencies are compared
 * within each host, so that distances play no part.
 */
public final class QosTally {

  private final DifferenceSketch differences = new DifferenceSketch();
  private int hosts;
  private long markedSent;
  private long markedLost;
  private long unmarkedSent;
  private long unmarkedLost;

  /** Adds a host; one that was not probed both ways says nothing. */
  public void add(ProbeSeries series) {
    ProbeSeries marked = series.compared(true);
    ProbeSeries unmarked = series.compared(false);
    if (marked.count() == 0 || unmarked.count() == 0) {
      return;
    }
    hosts++;
    Delivery withMark = marked.delivery();
    Delivery without = unmarked.delivery();
    markedSent += withMark.sent();
    markedLost += withMark.lost();
    unmarkedSent += without.sent();
    unmarkedLost += without.lost();
    long markedMedian = marked.roundTrips().median();
    long unmarkedMedian = unmarked.roundTrips().median();
    if (markedMedian != Timings.NOT_MEASURED && unmarkedMedian != Timings.NOT_MEASURED) {
      differences.add(markedMedian - unmarkedMedian);
    }
  }

  /** What the hosts so far show. */
  public QosComparison compare() {
    return new QosComparison(
        hosts,
        markedSent,
        markedLost,
        unmarkedSent,
        unmarkedLost,
        Effect.ofShares(markedLost, markedSent, unmarkedLost, unmarkedSent),
        Effect.ofMedian(differences));
  }
}
