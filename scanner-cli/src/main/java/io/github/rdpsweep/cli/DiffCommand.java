package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Grouping;
import io.github.rdpsweep.compare.Snapshot;
import io.github.rdpsweep.report.ChangesCsv;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.SnapshotReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep diff}: what is otherwise than in an earlier sweep. */
@Command(
    name = "diff",
    description = {
      "Compares the results of two sweeps: which hosts and segments broke, recovered, appeared,"
          + " vanished, or changed certificate, protocol or build.",
      "Targets that only one of the sweeps covered are counted, and neither vanished nor appeared."
    },
    sortOptions = false,
    exitCodeList = {
      "0:compared",
      "1:the same, and what --fail-on names was found",
      "2:bad usage or bad input; nothing was written",
      "3:the output could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep diff monday.csv tuesday.csv",
      "  rdpsweep diff --fail-on new,vanished -q monday.csv tuesday.csv",
      "  rdpsweep diff --each -o changes.csv monday.csv tuesday.csv"
    })
final class DiffCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @ParentCommand private RdpsweepCommand root;

  @Parameters(index = "0", paramLabel = "OLD", description = "Results of the earlier sweep, CSV.")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "Results of the later sweep, CSV.")
  private Path after;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = STANDARD_OUTPUT,
      description = "Where the changes go; - is standard output. Default: ${DEFAULT-VALUE}.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description =
          "text, csv or auto: text on standard output, CSV in a file. Default: ${DEFAULT-VALUE}.")
  private DiffFormat format;

  @Option(
      names = "--each",
      description =
          "Name every target. Without it, a segment of which most changed alike is told as one.")
  private boolean each;

  @Option(
      names = "--fail-on",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "none",
      description =
          "Exit with 1 if there are such changes: broke, failing, vanished, appeared, recovered,"
              + " certificate, protocol, build; any; none; or new: targets that are failing and were"
              + " not failing before. Default: ${DEFAULT-VALUE}.")
  private Set<FailOnChange> failOn;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print counts on standard error.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (output.isEmpty()) {
      throw new IllegalArgumentException("--output: empty file name");
    }
    Conditions conditions = new Conditions();
    Snapshot older = SnapshotReader.read(before, conditions);
    Snapshot newer = SnapshotReader.read(after, conditions);
    Comparison comparison = Comparison.of(older, newer, each ? Grouping.NONE : Grouping.SEGMENTS);
    Destination destination = destination();
    try {
      write(destination, comparison);
      destination.finish();
    } finally {
      destination.discard(); // without effect on what was finished
    }
    if (!quiet) {
      ChangesText.printCounts(root.err(), Terminal.ansi(), comparison);
    }
    return failOn.stream().anyMatch(kind -> kind.isIn(comparison)) ? ExitCode.FOUND : ExitCode.DONE;
  }

  private Destination destination() throws IOException {
    return output.equals(STANDARD_OUTPUT)
        ? Destination.ofStream(root.standardOutput())
        : Destination.ofFile(Path.of(output));
  }

  private void write(Destination destination, Comparison comparison) throws IOException {
    if (isCsv()) {
      ChangesCsv.write(destination.stream(), comparison);
      return;
    }
    PrintWriter text = new PrintWriter(new OutputStreamWriter(destination.stream(), UTF_8));
    ChangesText.print(text, comparison);
    if (text.checkError()) {
      throw new IOException(
          (output.equals(STANDARD_OUTPUT) ? "standard output" : output)
              + ": not everything could be written");
    }
  }

  private boolean isCsv() {
    return switch (format) {
      case TEXT -> false;
      case CSV -> true;
      case AUTO -> !output.equals(STANDARD_OUTPUT);
    };
  }
}
