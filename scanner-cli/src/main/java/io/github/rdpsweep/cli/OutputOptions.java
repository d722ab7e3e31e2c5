package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.CsvStyle;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.ReshapedResults;
import io.github.rdpsweep.report.ResultColumns;
import io.github.rdpsweep.report.TwoOutputs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where results go, and how much is said meanwhile. */
final class OutputOptions {

  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = {
        "Results as CSV, one row a target; - is standard output. A file appears when it is whole,"
            + " until then it is FILE.partial.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String output;

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      description =
          "Columns of the results that are wanted, in this order, also as JSON. scan --list-columns"
              + " names them. Default: all.")
  private List<String> columns = List.of();

  @Option(
      names = "--excel",
      description =
          "Write the CSV for a spreadsheet: with a byte order mark, and with decimal commas if the"
              + " separator is semicolon.")
  private boolean excel;

  @Option(
      names = "--separator",
      paramLabel = "NAME",
      defaultValue = "comma",
      description = "Between cells: comma, semicolon or tab. Default: ${DEFAULT-VALUE}.")
  private Separator separator;

  @Option(
      names = "--ndjson",
      paramLabel = "FILE",
      description = "Results as JSON too, an object a line; - is standard output. Default: none.")
  private String ndjson;

  @Option(
      names = "--segments-out",
      paramLabel = "FILE",
      description =
          "Segments as CSV, one row each: counts, failure ratio, cause, latency; - is standard"
              + " output. Default: none.")
  private String segmentsOut;

  @Option(
      names = "--summary-json",
      paramLabel = "FILE",
      description =
          "The summary as JSON: settings, counts, findings, percentiles, rate; - is standard"
              + " output. Default: none.")
  private String summaryJson;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print neither progress nor summary; errors are still printed.")
  private boolean quiet;

  @Option(
      names = "--progress",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never: a line that renews itself each second, on a terminal; else (auto)"
              + " a plain line every 10 s. Default: ${DEFAULT-VALUE}.")
  private ProgressMode progress;

  /** Options with standard output as the place of the results. */
  OutputOptions() {
    this(STANDARD_OUTPUT);
  }

  /**
   * Options.
   *
   * @param output where results go if the user does not say
   */
  OutputOptions(String output) {
    this.output = output;
  }

  /**
   * Checks what can be, before anything is opened.
   *
   * @param inventory columns of the inventory, which the results have too
   * @throws IllegalArgumentException if two outputs have one place, or one has none, or if a column
   *     is none of the results'
   */
  void check(List<String> inventory) {
    ResultColumns.check(columns, inventory);
    Map<Path, String> taken = new HashMap<>();
    take("--output", output, "the results go (--output)", taken);
    take("--ndjson", ndjson, "the JSON rows go (--ndjson)", taken);
    take("--segments-out", segmentsOut, "the segments go (--segments-out)", taken);
    take("--summary-json", summaryJson, "the summary goes (--summary-json)", taken);
  }

  private static void take(String option, String place, String use, Map<Path, String> taken) {
    if (place == null) {
      return;
    }
    if (place.isEmpty()) {
      throw new IllegalArgumentException(option + ": empty file name");
    }
    String before = taken.putIfAbsent(place(place), use);
    if (before != null) {
      throw new IllegalArgumentException(option + ": " + name(place) + " is where " + before);
    }
  }

  /** Opens the place of the results, before anything is sent. */
  Destination results(OutputStream standardOutput) throws IOException {
    return open(output, standardOutput);
  }

  /** Opens the place of the rows as JSON, if they are wanted. */
  Optional<Destination> ndjson(OutputStream standardOutput) throws IOException {
    return openIfAny(ndjson, standardOutput);
  }

  /**
   * Where to write the results CSV, so that rows come out as they are wanted.
   *
   * @param results where rows go
   * @param json where they go as JSON
   */
  OutputStream rows(OutputStream results, Optional<OutputStream> json) {
    char decimalSign = excel && separator == Separator.SEMICOLON ? ',' : '.';
    OutputStream csv =
        ReshapedResults.csv(
            results, columns, new CsvStyle(separator.character(), decimalSign, excel));
    return json.<OutputStream>map(
            place -> new TwoOutputs(csv, ReshapedResults.ndjson(place, columns), name(ndjson)))
        .orElse(csv);
  }

  /** Opens the place of the segments, if they are wanted. */
  Optional<Destination> segments(OutputStream standardOutput) throws IOException {
    return openIfAny(segmentsOut, standardOutput);
  }

  /** Opens the place of the JSON summary, if one is wanted. */
  Optional<Destination> summary(OutputStream standardOutput) throws IOException {
    return openIfAny(summaryJson, standardOutput);
  }

  private static Optional<Destination> openIfAny(String place, OutputStream standardOutput)
      throws IOException {
    return place == null ? Optional.empty() : Optional.of(open(place, standardOutput));
  }

  private static Destination open(String place, OutputStream standardOutput) throws IOException {
    return place.equals(STANDARD_OUTPUT)
        ? Destination.ofStream(standardOutput)
        : Destination.ofFile(Path.of(place));
  }

  private static Path place(String place) {
    return place.equals(STANDARD_OUTPUT)
        ? Path.of("")
        : Path.of(place).toAbsolutePath().normalize();
  }

  String resultsName() {
    return name(output);
  }

  private static String name(String place) {
    return place.equals(STANDARD_OUTPUT) ? "standard output" : place;
  }

  boolean isQuiet() {
    return quiet;
  }

  ProgressMode progress() {
    boolean rowsOnTerminal = output.equals(STANDARD_OUTPUT) && Terminal.isStandardOutput();
    return quiet ? ProgressMode.NEVER : progress.decided(rowsOnTerminal);
  }
}
