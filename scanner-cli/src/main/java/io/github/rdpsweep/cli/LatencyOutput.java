package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.HistogramLog;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Latencies by interval and stage. */
final class LatencyOutput extends IntervalOutput {

  private final HistogramLog log;

  LatencyOutput(OutputStream place) {
    log = new HistogramLog(place, Instant.now(), Version.number());
  }

  @Override
  void write(StatsSnapshot stats) throws IOException {
    log.endInterval(stats, Instant.now());
  }
}
