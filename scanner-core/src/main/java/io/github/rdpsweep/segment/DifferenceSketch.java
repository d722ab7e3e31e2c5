package io.github.rdpsweep.segment;

/** Counts differences of latencies, so that each can be told by its rank, within 5 %. */
final class DifferenceSketch {

  private final LatencySketch below = new LatencySketch();
  private final LatencySketch above = new LatencySketch();
  private int zeros;

  void add(long nanos) {
    if (nanos == 0) {
      zeros++;
    } else if (nanos > 0) {
      above.add(nanos);
    } else {
      below.add(-nanos);
    }
  }

  int size() {
    return below.size() + zeros + above.size();
  }

  /**
   * The difference that has so many in front of it, itself included, in ascending order.
   *
   * @param rank from 1 to {@link #size}
   */
  long ofRank(int rank) {
    if (rank <= below.size()) {
      return -below.ofRank(below.size() + 1 - rank);
    }
    int rest = rank - below.size() - zeros;
    return rest <= 0 ? 0 : above.ofRank(rest);
  }
}
