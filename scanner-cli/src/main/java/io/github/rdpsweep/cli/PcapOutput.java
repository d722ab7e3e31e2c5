package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.ExchangeSink;
import io.github.rdpsweep.report.PcapFile;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Exchanges of probes that failed. */
final class PcapOutput extends IntervalOutput {

  private static final long MEBIBYTE = 1024 * 1024;

  private final OutputStream place;
  private final int limit;
  private final PcapFile file;

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
  void write(StatsSnapshot stats) throws IOException {
    file.writeTo(place);
    place.flush();
  }

  @Override
  public Optional<String> note() {
    return file.leftOut() == 0
        ? Optional.empty()
        : Optional.of(file.leftOut() + " failing exchanges are left out, beyond " + limit + " MiB");
  }
}
