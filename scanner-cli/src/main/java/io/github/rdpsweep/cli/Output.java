package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * An output that the user wants.
 *
 * @param option the option that asks for it
 * @param file where it goes: a file, or {@code -} for standard output
 * @param what what goes there, with its verb: "the segments go"
 * @param content what is written, once the place is open
 */
record Output(
    String option, String file, String what, Function<OutputStream, OutputContent> content) {

  static final String STANDARD_OUTPUT = "-";

  Output {
    Objects.requireNonNull(option);
    Objects.requireNonNull(file);
    Objects.requireNonNull(what);
    Objects.requireNonNull(content);
  }

  /** What users know the place by. */
  String name() {
    return isStandardOutput() ? "standard output" : file;
  }

  /** Two outputs must not have the same; standard output is one, too. */
  Path place() {
    return isStandardOutput() ? Path.of("") : Path.of(file).toAbsolutePath().normalize();
  }

  /** Opens the place, before anything is sent. */
  Destination open(OutputStream standardOutput) throws IOException {
    return isStandardOutput()
        ? Destination.ofStream(standardOutput)
        : Destination.ofFile(Path.of(file));
  }

  private boolean isStandardOutput() {
    return file.equals(STANDARD_OUTPUT);
  }
}
