package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The launcher at the top, with the jar that was just packaged and the Java that runs the tests.
 *
 * @param before words in front of the command, such as those that enter a network namespace
 * @param javaOptions for the program's own JVM
 */
record Program(List<String> before, String javaOptions) {

  private static final Path LAUNCHER = Path.of("..", "rdpsweep").toAbsolutePath().normalize();
  private static final long PATIENCE_MINUTES = 10;

  /** The program as it is. */
  static final Program PLAIN = new Program(List.of(), "");

  /** The same program, within what the given words arrange for the command behind them. */
  Program behind(String... words) {
    return new Program(List.of(words), javaOptions);
  }

  Program withJavaOptions(String options) {
    return new Program(before, options);
  }

  /** Runs the program to its end. */
  Run run(String... args) {
    List<String> command = new ArrayList<>(before);
    command.add(LAUNCHER.toString());
    command.addAll(Arrays.asList(args));
    try {
      return run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("rdpsweep-run");
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RDPSWEEP_JAVA_OPTS", javaOptions);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      assertTrue(ended, () -> "still running: " + command);
    } finally {
      process.destroyForcibly();
    }
    Run run =
        new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    Files.delete(out);
    Files.delete(err);
    Files.delete(directory); // fails where the program left something behind
    return run;
  }

  /** How the program ended, and what it printed. */
  record Run(int exitCode, String out, String err) {}
}
