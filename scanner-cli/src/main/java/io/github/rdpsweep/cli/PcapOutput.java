package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.ExchangeSink;
import io.github.rdpsweep.report.PcapFile;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Exchanges of probes that failed, written while the sweep runs. */
final class PcapOutput implements OutputContent {

  private static final long MEBIBYTE = 1024 * 1024;

  private final OutputStream place;
  private final int limit;
  private final PcapFile file;
  private Optional<IOException> failure = Optional.empty();

  /**
   * An output that is open.
   *
   * @param limit of its size in MiB
   */
  PcapOutput(OutputStream place, int limit) {
    this.place = new BufferedOutputStream(place, 64 * 1024);
    this.limit = limit;
    file = new PcapFile(limit * MEBIBYTE);
  }

  @Override
  public Optional<ExchangeSink> exchanges() {
    return Optional.of(file);
  }

  @Override
  public boolean hasIntervals() {
    return true;
  }

  @Override
  public void endInterval(StatsSnapshot stats) {
    if (failure.isPresent()) {
      return;
    }
    try {
      file.writeTo(place);
      place.flush();
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

  @Override
  public Optional<String> note() {
    return file.leftOut() == 0
        ? Optional.empty()
        : Optional.of(file.leftOut() + " failing exchanges are left out, beyond " + limit + " MiB");
  }
}
