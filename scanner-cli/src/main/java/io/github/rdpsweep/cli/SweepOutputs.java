package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.ExchangeSink;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.ManyOutputs;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The open outputs of a sweep. What is neither finished nor kept by the end is discarded. */
final class SweepOutputs implements Closeable {

  /** Something that is done to one output, and may fail. */
  private interface Step {
    void run() throws IOException;
  }

  /** An output whose place is open. */
  private record Open(Output output, Destination destination, OutputContent content) {

    static Open of(Output output, Destination destination) {
      return new Open(output, destination, output.content().apply(destination.stream()));
    }

    /** What is wrong is told with the name of the place, once. */
    void named(Step step) throws IOException {
      try {
        step.run();
      } catch (IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean hasName = reason.startsWith(output.name() + ": ");
        throw new IOException(hasName ? reason : output.name() + ": " + reason, e);
      }
    }
  }

  private final List<Open> outputs = new ArrayList<>();

  private SweepOutputs() {}

  /**
   * Opens all of them, or none.
   *
   * @param wanted the results first
   * @param start how these begin; the others get the rows that are there already
   */
  static SweepOutputs open(List<Output> wanted, ResultsStart start, OutputStream standardOutput)
      throws IOException {
    SweepOutputs opened = new SweepOutputs();
    try {
      Output results = wanted.get(0);
      opened.outputs.add(Open.of(results, start.open(results, standardOutput)));
      for (Output output : wanted.subList(1, wanted.size())) {
        Open open = Open.of(output, output.open(standardOutput));
        opened.outputs.add(open);
        if (open.content().rows().isPresent()) {
          open.named(() -> start.replay(open.content().rows().get()));
        }
      }
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** Where the results CSV is to be written, from where each output takes what it needs of it. */
  OutputStream rows() {
    List<ManyOutputs.Place> places = new ArrayList<>();
    for (Open open : outputs) {
      open.content()
          .rows()
          .ifPresent(rows -> places.add(new ManyOutputs.Place(open.output().name(), rows)));
    }
    return new ManyOutputs(places);
  }

  /** What takes the exchanges of probes that failed, if any output wants them. */
  Optional<ExchangeSink> exchanges() {
    return outputs.stream().flatMap(open -> open.content().exchanges().stream()).findFirst();
  }

  /** Has the outputs that want it told once a second how the sweep goes, until that is closed. */
  Optional<Intervals> intervals(Supplier<StatsSnapshot> stats) {
    List<OutputContent> wanting =
        outputs.stream().map(Open::content).filter(OutputContent::hasIntervals).toList();
    return wanting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Intervals.start(
                () -> {
                  StatsSnapshot now = stats.get();
                  wanting.forEach(content -> content.endInterval(now));
                }));
  }

  /**
   * All rows are written: what holds nothing else is whole, whatever becomes of the rest. The
   * results come last: until they are in their place, the sweep can go on from them.
   */
  void finishRows() throws IOException {
    for (int i = outputs.size() - 1; i >= 0; i--) {
      Open open = outputs.get(i);
      if (!open.content().hasEnd()) {
        open.named(open.destination()::finish);
      }
    }
  }

  /** There will be no more rows; the files that hold them. */
  List<Path> keepRows() throws IOException {
    List<Path> partial = new ArrayList<>();
    for (Open open : outputs) {
      if (!open.content().hasEnd()) {
        open.destination().keep().ifPresent(partial::add);
      }
    }
    return partial;
  }

  /**
   * Writes what is told of the sweep as a whole, when all rows are written.
   *
   * @return what went wrong; one output that fails does not spoil the others
   */
  List<IOException> finish(SweepEnd end) {
    List<IOException> failures = new ArrayList<>();
    for (Open open : outputs) {
      if (open.content().hasEnd()) {
        try {
          open.named(() -> finish(open, end));
        } catch (IOException e) {
          failures.add(e);
        }
      }
    }
    return failures;
  }

  /** What the user should know of the outputs when they are finished, a line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Open open : outputs) {
      open.content().note().ifPresent(note -> notes.add(open.output().name() + ": " + note));
    }
    return notes;
  }

  private static void finish(Open open, SweepEnd end) throws IOException {
    Destination destination = open.destination();
    open.content().end(end);
    if (end.summary().isEnded() || open.content().mayBePart()) {
      destination.finish();
    } else {
      destination.keep(); // an older one of the whole is worth more than a part
    }
  }

  /** Without effect on what was finished or kept. */
  @Override
  public void close() throws IOException {
    for (Open open : outputs) {
      open.destination().discard();
    }
  }
}
