package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.engine.TransportKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A script of {@code src/test/lab} that builds a piece of network, says what is true about it, and
 * takes it down again when its standard input ends: even then when this JVM is killed.
 */
final class Lab implements AutoCloseable {

  /** Locked by tests that need the processor, so that no two of them run at once. */
  static final String PROCESSOR = "processor";

  private static final Path SCRIPTS = Path.of("src", "test", "lab").toAbsolutePath();
  private static final int CANNOT_RUN_HERE = 77;
  private static final long PATIENCE_MINUTES = 2;

  private final Process process;
  private final List<List<String>> truth;

  private Lab(Process process, List<List<String>> truth) {
    this.process = process;
    this.truth = truth;
  }

  /**
   * Starts a script, and returns when all of it stands. Where the script cannot run here, the test
   * is skipped, out loud; with {@code -Drdpsweep.lab=required} it fails.
   */
  static Lab start(String script) throws IOException, InterruptedException {
    Path err = Files.createTempFile("rdpsweep-lab", ".err");
    Process process =
        new ProcessBuilder(SCRIPTS.resolve(script).toString()).redirectError(err.toFile()).start();
    try {
      List<List<String>> truth = new ArrayList<>();
      BufferedReader out = process.inputReader(UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("ready")) {
          return new Lab(process, truth);
        }
        truth.add(List.of(line.split(" ")));
      }
      String reason = Files.readString(err).strip();
      if (process.waitFor() == CANNOT_RUN_HERE && !isRequired()) {
        skip(reason);
      }
      throw new IllegalStateException(script + " failed: " + reason);
    } finally {
      Files.delete(err); // the script goes on writing, to nobody
    }
  }

  /** Whether a test may not be skipped for want of something. */
  static boolean isRequired() {
    return "required".equals(System.getProperty("rdpsweep.lab"));
  }

  /** Skips the test for want of something, out loud. */
  static void skip(String reason) {
    System.err.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }

  /** Skips the test where this machine does not have the transport. */
  static void assumeTransport(String name) {
    try {
      TransportChoice.of(TransportKind.valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      skip(e.getMessage());
    }
  }

  /** What the script printed, each line split into its words. */
  List<List<String>> truth() {
    return truth;
  }

  /** Gives the script an order, and waits until it is carried out. */
  void tell(String order) throws IOException {
    process.getOutputStream().write((order + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    String answer = process.inputReader(UTF_8).readLine();
    if (!("done " + order).equals(answer)) {
      throw new IllegalStateException(order + ": " + answer);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the lab does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
    }
  }
}
