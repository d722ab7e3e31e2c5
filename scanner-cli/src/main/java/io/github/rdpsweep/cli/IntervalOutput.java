package io.github.rdpsweep.cli;

import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.util.Optional;

/**
 * An output that is written while the sweep runs, interval by interval. The sweep goes on without
 * it when it cannot be written; that it is not whole is told at the end.
 */
abstract class IntervalOutput implements OutputContent {

  private Optional<IOException> failure = Optional.empty();

  /** Writes what came since the last time. Not called again once it failed. */
  abstract void write(StatsSnapshot stats) throws IOException;

  @Override
  public final boolean hasIntervals() {
    return true;
  }

  @Override
  public final void endInterval(StatsSnapshot stats) {
    if (failure.isPresent()) {
      return;
    }
    try {
      write(stats);
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public final boolean hasEnd() {
    return true;
  }

  /** The last interval is what is left. */
  @Override
  public final void end(SweepEnd end) throws IOException {
    endInterval(end.summary().stats());
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
