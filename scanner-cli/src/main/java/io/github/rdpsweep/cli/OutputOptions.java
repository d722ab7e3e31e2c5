package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
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
      names = "--summary-json",
      paramLabel = "FILE",
      description =
          "The summary as JSON: settings, counts, percentiles, rate; - is standard output."
              + " Default: none.")
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
   * @throws IllegalArgumentException if two outputs have one place, or one has none
   */
  void check() {
    if (output.isEmpty()) {
      throw new IllegalArgumentException("--output: empty file name");
    }
    if (summaryJson == null) {
      return;
    }
    if (summaryJson.isEmpty()) {
      throw new IllegalArgumentException("--summary-json: empty file name");
    }
    if (place(summaryJson).equals(place(output))) {
      throw new IllegalArgumentException(
          "--summary-json: " + name(summaryJson) + " is where the results go (--output)");
    }
  }

  /** Opens the place of the results, before anything is sent. */
  Destination results(OutputStream standardOutput) throws IOException {
    return open(output, standardOutput);
  }

  /** Opens the place of the JSON summary, if one is wanted. */
  Optional<Destination> summary(OutputStream standardOutput) throws IOException {
    return summaryJson == null ? Optional.empty() : Optional.of(open(summaryJson, standardOutput));
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
