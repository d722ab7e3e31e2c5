package io.github.rdpsweep.report;

import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes latencies as an HdrHistogram log: a line for each interval and each stage in which
 * something was measured, tagged with the stage. Values are nanoseconds. For one thread at a time.
 */
public final class HistogramLog {

  /*
   * How this works: the event loops' recorders are drained for statistics anyway, without their
   * noticing. What an interval adds is the difference of two such snapshots, so that the intervals
   * sum up to the last one, whoever else took snapshots meanwhile.
   */

  /** The longest latency of an interval is told in milliseconds, as readers of such logs expect. */
  private static final double NANOS_A_MILLI = 1e6;

  private final OutputStream out;
  private final long startMillis;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(); // it forgets no error
  private final HistogramLogWriter log = new HistogramLogWriter(text);
  private final Map<Stage, Histogram> before = new EnumMap<>(Stage.class);
  private long intervalStartMillis;

  /**
   * Begins a log.
   *
   * @param out where to; stays the caller's to close
   * @param startedAt when the first interval begins
   * @param version what writes it
   */
  public HistogramLog(OutputStream out, Instant startedAt, String version) {
    this.out = out;
    startMillis = startedAt.toEpochMilli();
    intervalStartMillis = startMillis;
    log.outputComment("[rdpsweep " + version + ": latencies in nanoseconds, a tag a stage]");
    log.outputLogFormatVersion();
    log.outputStartTime(startMillis);
    log.setBaseTime(startMillis);
    log.outputLegend();
  }

  /**
   * Ends an interval, and begins the next.
   *
   * @param stats of the sweep up to now
   */
  public void endInterval(StatsSnapshot stats, Instant now) throws IOException {
    long nowMillis = Math.max(intervalStartMillis, now.toEpochMilli()); // clocks may be set back
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      Histogram total = stats.histogram(stage);
      Histogram interval = total.copy();
      Histogram last = before.put(stage, total);
      if (last != null) {
        interval.subtract(last);
      }
      if (interval.getTotalCount() > 0) {
        interval.setTag(stage.label());
        log.outputIntervalHistogram(
            seconds(intervalStartMillis), seconds(nowMillis), interval, NANOS_A_MILLI);
      }
    }
    intervalStartMillis = nowMillis;
    text.writeTo(out);
    text.reset();
  }

  private double seconds(long millis) {
    return (millis - startMillis) / 1e3;
  }
}
