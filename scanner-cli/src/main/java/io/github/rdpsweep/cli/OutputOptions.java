package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.CsvStyle;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.PrometheusText;
import io.github.rdpsweep.report.ReshapedResults;
import io.github.rdpsweep.report.ResultColumns;
import io.github.rdpsweep.report.SegmentsCsv;
import io.github.rdpsweep.report.SummaryJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where results go, and how much is said meanwhile. */
final class OutputOptions {

  private static final int MOST_MEBIBYTES = 4096;

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
      names = "--histogram-log",
      paramLabel = "FILE",
      description =
          "Latencies of each stage as an HdrHistogram log, with lines for each second; - is standard"
              + " output. Default: none.")
  private String histogramLog;

  @Option(
      names = "--prometheus",
      paramLabel = "FILE",
      description =
          "Metrics for the textfile collector of Prometheus' node_exporter; - is standard output."
              + " Default: none.")
  private String prometheus;

  @Option(
      names = "--ansible",
      paramLabel = "FILE",
      description =
          "Hosts that fail or are degraded as an Ansible inventory, in groups by cause, verdict,"
              + " outcome and segment; - is standard output. Default: none.")
  private String ansible;

  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description =
          "What was sent and received where a connection was made and RDP failed, for Wireshark; - is"
              + " standard output. Default: none.")
  private String pcap;

  @Option(
      names = "--pcap-limit",
      paramLabel = "MIB",
      defaultValue = "64",
      description =
          "Size of that file in MiB, 1 to 4096; later exchanges are left out. Default:"
              + " ${DEFAULT-VALUE}.")
  private int pcapLimit;

  @Option(
      names = {"-q", "--quiet"},
      description =
          "Print nothing but errors, and the summary's first lines where --fail-on finds something"
              + " or, with --history, something broke.")
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
    if (pcapLimit < 1 || pcapLimit > MOST_MEBIBYTES) {
      throw new IllegalArgumentException(
          "--pcap-limit: " + pcapLimit + " is not in 1-" + MOST_MEBIBYTES);
    }
    Map<Path, Output> taken = new HashMap<>();
    for (Output wanted : outputs(Optional.empty())) {
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
   *
   * @param baseline results of an earlier sweep, to tell what changed
   */
  List<Output> outputs(Optional<Path> baseline) {
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
    want(
        "--report",
        report,
        "the report goes",
        SweepReport.comparedWith(report == null ? Optional.empty() : baseline),
        wanted);
    want("--histogram-log", histogramLog, "the latencies go", LatencyOutput::new, wanted);
    want(
        "--prometheus",
        prometheus,
        "the metrics go",
        place ->
            OutputContent.ofWhole(
                end ->
                    PrometheusText.write(
                        place,
                        end.summary(),
                        end.conclusions(),
                        end.rows().tally().segments(),
                        Version.number())),
        wanted);
    want("--ansible", ansible, "the inventory goes", AnsibleOutput::new, wanted);
    want("--pcap", pcap, "the packets go", place -> new PcapOutput(place, pcapLimit), wanted);
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
    return ReshapedResults.csv(place, columns, style());
  }

  private CsvStyle style() {
    char decimalSign = excel && separator == Separator.SEMICOLON ? ',' : '.';
    return new CsvStyle(separator.character(), decimalSign, excel);
  }

  private OutputStream json(OutputStream place) {
    return ReshapedResults.ndjson(place, columns);
  }

  /**
   * Whether an interrupted sweep can go on from its results: a file that is replaced when whole,
   * with all columns in the program's own form.
   */
  boolean isJournaled() throws IOException {
    return replacedFile().isPresent() && isPlain();
  }

  private boolean isPlain() {
    return columns.isEmpty() && style().equals(CsvStyle.PLAIN);
  }

  /**
   * The results file, from which an interrupted sweep can go on.
   *
   * @param option what needs it
   * @throws IllegalArgumentException if the results are no such file
   */
  Path journal(String option) throws IOException {
    if (replacedFile().isEmpty()) {
      throw new IllegalArgumentException(
          option + ": needs the results in a file (--output FILE), not on " + resultsName());
    }
    if (!isPlain()) {
      throw new IllegalArgumentException(
          option
              + ": needs all columns of the results, as they are written without --columns, --excel"
              + " and --separator");
    }
    return Path.of(output);
  }

  /** The results file, if it is one that is replaced when whole. */
  Optional<Path> replacedFile() throws IOException {
    return output.isEmpty() || output.equals(Output.STANDARD_OUTPUT)
        ? Optional.empty()
        : Destination.placeOf(Path.of(output));
  }

  /** What users know the place of the results by. */
  String resultsName() {
    return outputs(Optional.empty()).get(0).name();
  }

  boolean isQuiet() {
    return quiet;
  }

  ProgressMode progress() {
    boolean rowsOnTerminal = output.equals(Output.STANDARD_OUTPUT) && Terminal.isStandardOutput();
    return quiet ? ProgressMode.NEVER : progress.decided(rowsOnTerminal);
  }
}
