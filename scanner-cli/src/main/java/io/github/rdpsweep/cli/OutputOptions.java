package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where results go, and how much is said meanwhile. */
final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Results as CSV, one row a target; - is standard output. A file appears when it is whole,"
              + " until then it is FILE.partial. Default: ${DEFAULT-VALUE}.")
  private String output;

  @Option(
      names = "--summary-json",
      paramLabel = "FILE",
      description = "The summary as JSON: settings, counts, percentiles, rate.")
  private Path summaryJson;

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
    this("-");
  }

  /**
   * Options.
   *
   * @param output where results go if the user does not say
   */
  OutputOptions(String output) {
    this.output = output;
  }

  /** Opens the place of the results, before anything is sent. */
  Destination results(OutputStream standardOutput) throws IOException {
    return output.equals("-")
        ? Destination.ofStream(standardOutput)
        : Destination.ofFile(Path.of(output));
  }

  /** Opens the place of the JSON summary, if one is wanted. */
  Optional<Destination> summary() throws IOException {
    return summaryJson == null ? Optional.empty() : Optional.of(Destination.ofFile(summaryJson));
  }

  String resultsName() {
    return output.equals("-") ? "standard output" : output;
  }

  boolean isQuiet() {
    return quiet;
  }

  ProgressMode progress() {
    return quiet ? ProgressMode.NEVER : progress;
  }
}
