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
  private static final String OUT = "out";
  private static final String ERR = "err";

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
    return start(args).await();
  }

  /** Starts the program. */
  Running start(String... args) {
    List<String> command = new ArrayList<>(before);
    command.add(LAUNCHER.toString());
    command.addAll(Arrays.asList(args));
    try {
      Path directory = Files.createTempDirectory("rdpsweep-run");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(directory.resolve(OUT).toFile())
              .redirectError(directory.resolve(ERR).toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("RDPSWEEP_JAVA_OPTS", javaOptions);
      Process process = builder.start();
      process.getOutputStream().close();
      return new Running(process, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program at work. */
  record Running(Process process, Path directory) {

    /** What it has printed to standard error so far. */
    String errSoFar() {
      return text(directory.resolve(ERR));
    }

    /** Waits until it has ended. */
    Run await() {
      try {
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        assertTrue(ended, () -> "still running: " + process.info());
        Path out = directory.resolve(OUT);
        Path err = directory.resolve(ERR);
        Run run = new Run(process.exitValue(), text(out), text(err));
        Files.delete(out);
        Files.delete(err);
        Files.delete(directory); // fails where the program left something behind
        return run;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        process.destroyForcibly();
      }
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How the program ended, and what it printed. */
  record Run(int exitCode, String out, String err) {}
}
