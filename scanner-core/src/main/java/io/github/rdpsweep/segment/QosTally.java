package io.github.rdpsweep.segment;

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
  public void add(Repetition repetition) {
    repetition.marks().ifPresent(this::add);
  }

  private void add(Repetition.Marks marks) {
    hosts++;
    markedSent += marks.marked().sent();
    markedLost += marks.marked().lost();
    unmarkedSent += marks.unmarked().sent();
    unmarkedLost += marks.unmarked().lost();
    if (marks.markedNanos() != Timings.NOT_MEASURED
        && marks.unmarkedNanos() != Timings.NOT_MEASURED) {
      differences.add(marks.markedNanos() - marks.unmarkedNanos());
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
