package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.CsvStyle;
import io.github.rdpsweep.report.ReshapedResults;
import io.github.rdpsweep.report.ResultColumns;
import io.github.rdpsweep.report.SegmentsCsv;
import io.github.rdpsweep.report.SummaryJson;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where results go, and how much is said meanwhile. */
final class OutputOptions {

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
      names = "--report",
      paramLabel = "FILE",
      description =
          "A report for people, one HTML file that needs nothing else: findings, map, latencies,"
              + " hosts; - is standard output. Default: none.")
  private String report;

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
    this(Output.STANDARD_OUTPUT);
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
    Map<Path, Output> taken = new HashMap<>();
    for (Output wanted : outputs()) {
      if (wanted.file().isEmpty()) {
        throw new IllegalArgumentException(wanted.option() + ": empty file name");
      }
      Output before = taken.putIfAbsent(wanted.place(), wanted);
      if (before != null) {
        throw new IllegalArgumentException(
            "%s: %s is where %s (%s)"
                .formatted(wanted.option(), wanted.name(), before.what(), before.option()));
      }
    }
  }

  /**
   * The outputs that are wanted, for one sweep. A further kind of output is a further line here.
   */
  List<Output> outputs() {
    List<Output> wanted = new ArrayList<>();
    want("--output", output, "the results go", place -> OutputContent.rows(csv(place)), wanted);
    want("--ndjson", ndjson, "the JSON rows go", place -> OutputContent.rows(json(place)), wanted);
    want(
        "--segments-out",
        segmentsOut,
        "the segments go",
        place ->
            OutputContent.ofWhole(
                end ->
                    SegmentsCsv.write(
                        place, end.rows().segmentColumns(), end.rows().tally().segments())),
        wanted);
    want(
        "--summary-json",
        summaryJson,
        "the summary goes",
        place ->
            OutputContent.ofPartToo(
                end -> SummaryJson.write(place, end.summary(), end.conclusions())),
        wanted);
    want("--report", report, "the report goes", SweepReport::new, wanted);
    return wanted;
  }

  private static void want(
      String option,
      String file,
      String what,
      Function<OutputStream, OutputContent> content,
      List<Output> wanted) {
    if (file != null) {
      wanted.add(new Output(option, file, what, content));
    }
  }

  private OutputStream csv(OutputStream place) {
    char decimalSign = excel && separator == Separator.SEMICOLON ? ',' : '.';
    return ReshapedResults.csv(
        place, columns, new CsvStyle(separator.character(), decimalSign, excel));
  }

  private OutputStream json(OutputStream place) {
    return ReshapedResults.ndjson(place, columns);
  }

  /** What users know the place of the results by. */
  String resultsName() {
    return outputs().get(0).name();
  }

  boolean isQuiet() {
    return quiet;
  }

  ProgressMode progress() {
    boolean rowsOnTerminal = output.equals(Output.STANDARD_OUTPUT) && Terminal.isStandardOutput();
    return quiet ? ProgressMode.NEVER : progress.decided(rowsOnTerminal);
  }
}
