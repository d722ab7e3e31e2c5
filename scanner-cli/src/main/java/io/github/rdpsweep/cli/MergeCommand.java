package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.MergeCounts;
import io.github.rdpsweep.report.MergeInput;
import io.github.rdpsweep.report.MergeRule;
import io.github.rdpsweep.report.ResultsMerge;
import io.github.rdpsweep.report.SafeCell;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep merge}: one results CSV of those of shards or sites. */
@Command(
    name = "merge",
    description = {
      "Makes one results CSV of several, of shards or of sites, with a column site.",
      "Where several rows have the same address and port, one stays: one that got an answer before"
          + " one that did not, then the one that started last, then the one of the last file."
    },
    sortOptions = false,
    exitCodeList = {
      "0:merged",
      "2:bad usage or bad input; nothing was written",
      "3:the output could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep merge shard1.csv shard2.csv -o all.csv",
      "  rdpsweep merge --site ulm=ulm/today.csv --site bonn=bonn/today.csv -o all.csv",
      "  rdpsweep merge --per-site ulm.csv bonn.csv | cut -d, -f2,7"
    })
final class MergeCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @ParentCommand private RdpsweepCommand root;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Results whose site is the file's name, without .csv. A row that names its own site, as in"
              + " a merged file, keeps it.")
  private List<Path> files = List.of();

  @Option(
      names = "--site",
      paramLabel = "NAME=FILE",
      converter = SiteConverter.class,
      description =
          "Results of a site; the same name may be given for several files. These come behind all"
              + " FILEs. Default: none.")
  private List<MergeInput> sites = List.of();

  @Option(
      names = "--per-site",
      description =
          "Keep a row for each site where sites have the same address: for networks that use the"
              + " same private addresses.")
  private boolean perSite;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = STANDARD_OUTPUT,
      description =
          "Where the rows go; - is standard output. A file is replaced when the new one is whole, and"
              + " may be one of those that are merged. Default: ${DEFAULT-VALUE}.")
  private String output;

  @Option(
      names = {"-q", "--quiet"},
      description = "Do not print counts on standard error.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (output.isEmpty()) {
      throw new IllegalArgumentException("--output: empty file name");
    }
    List<MergeInput> inputs = new ArrayList<>(files.stream().map(MergeInput::of).toList());
    inputs.addAll(sites);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("nothing to merge: name FILEs, or give --site NAME=FILE");
    }
    ResultsMerge merge =
        ResultsMerge.of(
            inputs, perSite ? MergeRule.ONE_FOR_EACH_SITE : MergeRule.ONE_FOR_EACH_TARGET);
    Destination destination =
        output.equals(STANDARD_OUTPUT)
            ? Destination.ofStream(root.standardOutput())
            : Destination.ofFile(Path.of(output));
    MergeCounts counts;
    try {
      counts = merge.write(destination.stream());
      destination.finish();
    } finally {
      destination.discard(); // without effect on what was finished
    }
    if (!quiet) {
      print(root.err(), counts);
    }
    return ExitCode.DONE;
  }

  private static void print(PrintStream err, MergeCounts counts) {
    err.println(String.format(Locale.ROOT, "%-20s %12s", "site", "rows"));
    for (Map.Entry<String, Long> site : counts.bySite().entrySet()) {
      err.println(
          String.format(Locale.ROOT, "%-20s %,12d", SafeCell.of(site.getKey()), site.getValue()));
    }
    err.println(
        String.format(
            Locale.ROOT,
            "%,d rows; left out: %,d for targets that have another row, %,d of names that another"
                + " file found",
            counts.written(),
            counts.duplicates(),
            counts.lostNames()));
  }
}
