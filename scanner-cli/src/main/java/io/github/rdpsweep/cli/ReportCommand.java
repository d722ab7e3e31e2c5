package io.github.rdpsweep.cli;

import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Grouping;
import io.github.rdpsweep.compare.Snapshot;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.html.HostSample;
import io.github.rdpsweep.html.HtmlReport;
import io.github.rdpsweep.html.MadeFact;
import io.github.rdpsweep.html.MadeFacts;
import io.github.rdpsweep.html.Report;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.report.RewrittenResults;
import io.github.rdpsweep.report.RowTexts;
import io.github.rdpsweep.report.SegmentsReader;
import io.github.rdpsweep.report.SnapshotReader;
import io.github.rdpsweep.report.SweepTally;
import io.github.rdpsweep.report.WrittenRow;
import io.github.rdpsweep.report.WrittenRowReader;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.stats.RowStats;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep report}: the HTML report of a sweep that is over. */
@Command(
    name = "report",
    description = {
      "Makes one HTML file of the results of a sweep: findings, a map of the segments, latencies, all"
          + " hosts. It needs nothing else, and loads nothing."
    },
    sortOptions = false,
    exitCodeList = {
      "0:written",
      "2:bad usage or bad input; nothing was written",
      "3:the output could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep report today.csv",
      "  rdpsweep report today.csv -o report.html --baseline yesterday.csv --summary-json today.json",
      "  rdpsweep scan 10.20.0.0/16 -o today.csv --report today.html"
    })
final class ReportCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";
  private static final String RESULTS_SUFFIX = ".csv";

  @ParentCommand private RdpsweepCommand root;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Results of a sweep, CSV, also merged ones and those of older versions.")
  private Path results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where the report goes; - is standard output. Default: the name of the results, with .html.")
  private String output;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Results of an earlier sweep, CSV: the report tells what changed. Default: none.")
  private Path baseline;

  @Option(
      names = "--summary-json",
      paramLabel = "FILE",
      description =
          "What scan --summary-json wrote of the sweep: the report tells how it was made. Default:"
              + " none.")
  private Path summary;

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description =
          "Named segments, as for scan: CSV with the columns prefix and name. Default: none.")
  private Path segments;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not say on standard error where the report is.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    String place = place();
    if (place.isEmpty()) {
      throw new IllegalArgumentException("--output: empty file name");
    }
    if (!place.equals(STANDARD_OUTPUT) && isSame(Path.of(place), results)) {
      throw new IllegalArgumentException("--output: " + place + " holds the results");
    }
    List<MadeFact> made = summary == null ? new ArrayList<>() : MadeFacts.read(summary);
    Report report = report(made);
    Destination destination =
        place.equals(STANDARD_OUTPUT)
            ? Destination.ofStream(root.standardOutput())
            : Destination.ofFile(Path.of(place));
    try {
      HtmlReport.write(destination.stream(), report);
      destination.finish();
    } finally {
      destination.discard(); // without effect on what was finished
    }
    if (!quiet && !place.equals(STANDARD_OUTPUT)) {
      root.err().println("report: " + place);
    }
    return ExitCode.DONE;
  }

  private String place() {
    if (output != null) {
      return output;
    }
    String name = results.toString();
    String base =
        name.endsWith(RESULTS_SUFFIX)
            ? name.substring(0, name.length() - RESULTS_SUFFIX.length())
            : name;
    return base + ".html";
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private Report report(List<MadeFact> made) throws IOException {
    SegmentNames names = segments == null ? SegmentNames.NONE : SegmentsReader.read(segments);
    SweepTally tally = new SweepTally(names);
    RowStats stats = new RowStats();
    HostSample hosts = new HostSample();
    Span started = new Span();
    RewrittenResults rewritten = new RewrittenResults(hosts.results(), HostSample.columns());
    Set<ResultColumn> shown = HostSample.columns();
    shown.add(ResultColumn.STARTED_AT);
    WrittenRowReader.read(
        results,
        shown,
        (WrittenRow row, RowTexts texts) -> {
          tally.add(row);
          row.addTo(stats);
          String segment = segment(row, tally);
          rewritten.write(column -> column == ResultColumn.SEGMENT ? segment : texts.text(column));
          started.add(texts.text(ResultColumn.STARTED_AT));
        });
    List<MadeFact> facts = new ArrayList<>(made);
    facts.add(new MadeFact("results", String.valueOf(results.getFileName())));
    started.addTo(facts);
    if (baseline != null) {
      facts.add(new MadeFact("baseline", String.valueOf(baseline.getFileName())));
    }
    return new Report(
        Conclusions.of(tally, InventoryCoverage.NONE, Repeats.NONE),
        tally,
        stats.outcomes(),
        SweepReport.curves(stats::curve),
        hosts,
        changes(),
        facts,
        Version.program());
  }

  /** As it is counted, whatever an older file says. */
  private static String segment(WrittenRow row, SweepTally tally) {
    InetAddress address = row.target().endpoint().getAddress();
    return address == null
        ? ""
        : tally
            .segments()
            .placeOf(address)
            .map(NamedPrefix::prefix)
            .orElseGet(() -> Prefix.segmentOf(address))
            .toString();
  }

  private Optional<Comparison> changes() {
    if (baseline == null) {
      return Optional.empty();
    }
    Conditions conditions = new Conditions();
    Snapshot older = SnapshotReader.read(baseline, conditions);
    Snapshot newer = SnapshotReader.read(results, conditions);
    return Optional.of(Comparison.of(older, newer, Grouping.SEGMENTS));
  }

  /** The first and the last of some instants, which sort as text. */
  private static final class Span {

    private String first = "";
    private String last = "";

    void add(String instant) {
      if (instant.isEmpty()) {
        return;
      }
      first = first.isEmpty() || instant.compareTo(first) < 0 ? instant : first;
      last = instant.compareTo(last) > 0 ? instant : last;
    }

    void addTo(List<MadeFact> facts) {
      if (!first.isEmpty()) {
        facts.add(new MadeFact("first row begun at", first));
        facts.add(new MadeFact("last row begun at", last));
      }
    }
  }
}
