package io.github.rdpsweep.segment;

/**
 * Counts over the expected hosts of a set of addresses. What they mean is said in {@link
 * CellTable.Column}.
 *
 * @param logSum sum of the logarithms of latencies in nanoseconds, over {@link #timely} hosts
 * @param logSquares sum of their squares
 */
record Totals(
    long hosts,
    long silent,
    long blocked,
    long service,
    long compatibility,
    long delivered,
    long resent,
    double logSum,
    double logSquares) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Counts of two sets that share no address. */
  Totals plus(Totals other) {
    return new Totals(
        hosts + other.hosts,
        silent + other.silent,
        blocked + other.blocked,
        service + other.service,
        compatibility + other.compatibility,
        delivered + other.delivered,
        resent + other.resent,
        logSum + other.logSum,
        logSquares + other.logSquares);
  }

  /** Counts of this set without those of a part of it. */
  Totals minus(Totals part) {
    return new Totals(
        hosts - part.hosts,
        silent - part.silent,
        blocked - part.blocked,
        service - part.service,
        compatibility - part.compatibility,
        delivered - part.delivered,
        resent - part.resent,
        logSum - part.logSum,
        logSquares - part.logSquares);
  }

  /** Hosts that failed before their service came into it. */
  long unreached() {
    return silent + blocked;
  }

  /** Hosts whose RDP port answered, well or badly. */
  long reached() {
    return hosts - unreached();
  }

  /** Hosts whose service answered in its own words. */
  long served() {
    return reached() - service;
  }

  /** Hosts whose latency holds no waiting for lost packets. */
  long timely() {
    return delivered - resent;
  }

  /** The typical latency: the mean of logarithms of nanoseconds. */
  double meanLog() {
    return logSum / timely();
  }
}
