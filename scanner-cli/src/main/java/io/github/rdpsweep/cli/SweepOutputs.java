package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.SegmentsCsv;
import io.github.rdpsweep.report.SummaryJson;
import io.github.rdpsweep.report.SweepSummary;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The open outputs of a sweep. What is neither finished nor kept by the end is discarded. */
final class SweepOutputs implements Closeable {

  private final OutputOptions options;
  private final List<Destination> opened = new ArrayList<>();
  private Destination results;
  private Optional<Destination> ndjson = Optional.empty();
  private Optional<Destination> segments = Optional.empty();
  private Optional<Destination> summary = Optional.empty();

  private SweepOutputs(OutputOptions options) {
    this.options = options;
  }

  /** Opens all that are wanted, or none. */
  static SweepOutputs open(OutputOptions options, OutputStream standardOutput) throws IOException {
    SweepOutputs outputs = new SweepOutputs(options);
    try {
      outputs.results = outputs.opened(options.results(standardOutput));
      outputs.ndjson = options.ndjson(standardOutput).map(outputs::opened);
      outputs.segments = options.segments(standardOutput).map(outputs::opened);
      outputs.summary = options.summary(standardOutput).map(outputs::opened);
      return outputs;
    } catch (IOException e) {
      outputs.close();
      throw e;
    }
  }

  private Destination opened(Destination destination) {
    opened.add(destination);
    return destination;
  }

  /** Where the results CSV is to be written. */
  OutputStream rows() {
    return options.rows(results.stream(), ndjson.map(Destination::stream));
  }

  /** All rows are written. */
  void finishRows() throws IOException {
    results.finish();
    if (ndjson.isPresent()) {
      ndjson.get().finish();
    }
  }

  /** There will be no more rows; the files that hold them. */
  List<Path> keepRows() throws IOException {
    List<Path> partial = new ArrayList<>();
    results.keep().ifPresent(partial::add);
    if (ndjson.isPresent()) {
      ndjson.get().keep().ifPresent(partial::add);
    }
    return partial;
  }

  /** Writes what is told of the sweep as a whole, when all rows are written. */
  void finish(SweepSummary sweep, Conclusions conclusions, ResultRows rows) throws IOException {
    if (segments.isPresent()) {
      SegmentsCsv.write(segments.get().stream(), rows.segmentColumns(), rows.tally().segments());
      if (sweep.isEnded()) {
        segments.get().finish();
      } else {
        segments.get().keep(); // an older table of the whole is worth more than a part
      }
    }
    if (summary.isPresent()) {
      SummaryJson.write(summary.get().stream(), sweep, conclusions);
      summary.get().finish();
    }
  }

  /** Without effect on what was finished or kept. */
  @Override
  public void close() throws IOException {
    for (Destination destination : opened) {
      destination.discard();
    }
  }
}
