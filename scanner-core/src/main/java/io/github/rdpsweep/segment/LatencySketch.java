package io.github.rdpsweep.segment;

/** Counts latencies so that quantiles can be told within 5 %; a few dozen numbers. */
final class LatencySketch {

  /*
   * How this works: bins grow by a constant factor g, and a quantile is answered by the geometric
   * middle of its bin, so that the error is at most sqrt(g) - 1. The bin number is the logarithm to
   * base g. Only the stretch of bins that was hit is kept: latencies of one segment lie within a
   * factor of ten or so, which is 24 bins. Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable
   * quantile sketch with relative-error guarantees", VLDB 2019.
   */

  /** The most by which a quantile differs from the true one, as a ratio, within the range below. */
  static final double ERROR = 0.05;

  private static final double LOG_FACTOR = 2 * Math.log1p(ERROR);

  /** A microsecond: nothing on a network is faster. */
  private static final long LEAST_NANOS = 1_000;

  private static final double LOG_LEAST = Math.log(LEAST_NANOS);

  /** A bin for every latency up to 10 minutes. */
  private static final int BINS = binOf(Math.log(600e9)) + 1;

  private static final int[] NOTHING = {};

  private int[] counts = NOTHING;
  private int firstBin;
  private int size;

  void add(long nanos) {
    addLog(Math.log((double) Math.max(1, nanos)));
  }

  /** Counts a latency by its natural logarithm, of nanoseconds. */
  void addLog(double log) {
    int bin = Math.min(binOf(log), BINS - 1);
    if (counts.length == 0) {
      counts = new int[1];
      firstBin = bin;
    }
    if (bin < firstBin || bin - firstBin >= counts.length) {
      stretchTo(bin);
    }
    counts[bin - firstBin]++;
    size++;
  }

  /* Some bins more on the side that was hit: neighbours are likely to follow. */
  private void stretchTo(int bin) {
    int spare = 3;
    int first = bin < firstBin ? Math.max(0, bin - spare) : firstBin;
    int last = Math.max(firstBin + counts.length - 1, bin < firstBin ? 0 : bin + spare);
    int[] wider = new int[last - first + 1];
    System.arraycopy(counts, 0, wider, firstBin - first, counts.length);
    counts = wider;
    firstBin = first;
  }

  int size() {
    return size;
  }

  /**
   * The latency that a share of all do not exceed.
   *
   * @param share above 0, up to 1; there must be a latency
   */
  long quantile(double share) {
    return ofRank((int) Math.ceil(share * size));
  }

  /**
   * The latency that so many do not exceed.
   *
   * @param rank from 1 to {@link #size}
   */
  long ofRank(int rank) {
    int bin = 0;
    for (int seen = counts[0]; seen < rank; seen += counts[bin]) {
      bin++;
    }
    return Math.round(LEAST_NANOS * Math.exp((firstBin + bin + 0.5) * LOG_FACTOR));
  }

  private static int binOf(double log) {
    return log <= LOG_LEAST ? 0 : (int) ((log - LOG_LEAST) / LOG_FACTOR);
  }
}
