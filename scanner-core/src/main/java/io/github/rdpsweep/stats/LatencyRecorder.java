package io.github.rdpsweep.stats;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Latencies in nanoseconds, with one thread that records and one at a time that takes them. */
final class LatencyRecorder {

  /** Longer ones are recorded as this long. */
  static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final int SIGNIFICANT_DIGITS = 3;

  private final SingleWriterRecorder recorder =
      new SingleWriterRecorder(1, HIGHEST_NANOS, SIGNIFICANT_DIGITS);

  /** Of the reader: what it took last, given back to be filled again. */
  private Histogram interval = null;

  static Histogram emptyHistogram() {
    return new Histogram(1, HIGHEST_NANOS, SIGNIFICANT_DIGITS);
  }

  /** Called by the one thread that records. */
  void record(long nanos) {
    recorder.recordValue(Math.min(nanos, HIGHEST_NANOS));
  }

  /**
   * Moves what was recorded since the last call into a histogram; nothing is taken twice or lost.
   */
  void drainTo(Histogram total) {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
  }
}
