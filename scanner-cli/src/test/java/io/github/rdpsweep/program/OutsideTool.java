package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of others that judges what ours writes. */
record OutsideTool(String name) {

  private static final long PATIENCE_MINUTES = 3;

  /**
   * Finds it. Where it is not installed, the test is skipped, out loud; with {@code
   * -Drdpsweep.lab=required} it fails.
   */
  static OutsideTool named(String name) {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (!installed) {
      assertTrue(!Lab.isRequired(), name + " is not installed");
      Lab.skip(name + " is not installed");
    }
    return new OutsideTool(name);
  }

  /**
   * Runs it, and expects it to be content.
   *
   * @param input its standard input
   * @return what it printed, to both streams
   */
  String run(Path input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile("rdpsweep-tool", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String text = Files.readString(output, UTF_8);
      assertTrue(ended, () -> command + " does not end: " + text);
      assertEquals(0, process.exitValue(), () -> command + ": " + text);
      return text;
    } finally {
      Files.delete(output);
    }
  }
}
