package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.HistogramLog;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** Latencies by interval and stage, written while the sweep runs. */
final class LatencyOutput implements OutputContent {

  private final HistogramLog log;
  private Optional<IOException> failure = Optional.empty();

  LatencyOutput(OutputStream place) {
    log = new HistogramLog(place, Instant.now(), Version.number());
  }

  @Override
  public boolean hasIntervals() {
    return true;
  }

  /** A sweep goes on without its log; that this is not whole is told at the end. */
  @Override
  public void endInterval(StatsSnapshot stats) {
    if (failure.isPresent()) {
      return;
    }
    try {
      log.endInterval(stats, Instant.now());
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public boolean hasEnd() {
    return true;
  }

  @Override
  public void end(SweepEnd end) throws IOException {
    endInterval(end.summary().stats());
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
