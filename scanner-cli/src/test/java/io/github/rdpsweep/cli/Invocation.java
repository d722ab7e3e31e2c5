package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * One run of the whole program within the test's JVM.
 *
 * @param exitCode what a shell would see
 * @param out all that it wrote to standard output, lines ended by {@code \n}
 * @param err all that it wrote to standard error, lines ended by {@code \n}
 */
record Invocation(int exitCode, String out, String err) {

  static Invocation rdpsweep(String... args) {
    return rdpsweepReading("", args);
  }

  /** Runs with a standard input. */
  static Invocation rdpsweepReading(String in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new ByteArrayInputStream(in.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            args);
    return new Invocation(exitCode, text(out), text(err));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
