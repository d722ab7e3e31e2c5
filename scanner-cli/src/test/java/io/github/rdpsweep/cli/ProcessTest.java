package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process of its own: signals and pipes. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ProcessTest {

  /** The sweep would take hours: whatever ends it is what the test does. */
  private static final String RATE = "50";

  @TempDir private Path directory;

  private WildcardHost host;
  private Path results;
  private Process process;

  @BeforeEach
  void startHost() throws IOException {
    host = WildcardHost.start(Behaviour.NLA);
    results = Files.writeString(directory.resolve("results.csv"), "old\n");
  }

  @AfterEach
  void endAll() {
    if (process != null) {
      process.destroyForcibly();
    }
    host.close();
  }

  @ParameterizedTest(name = "SIG{0} ends in {1}")
  @CsvSource({"INT, 130", "TERM, 143"})
  void anInterruptKeepsTheRowsSoFarAndTheOldFile(String signal, int exitCode) throws Exception {
    assumeFalse(signal.equals("INT") && isInterruptIgnored(), "SIGINT is ignored from the start");
    Path summary = directory.resolve("summary.json");
    // Progress is always shown, and read: the first line comes when rows have been written.
    Process scan =
        start(
            new ProcessBuilder()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(false),
            "-o",
            results.toString(),
            "--summary-json",
            summary.toString(),
            "--progress",
            "always");
    String said;
    try (BufferedReader err = scan.errorReader(UTF_8)) {
      StringBuilder text = new StringBuilder();
      readUntil(err, text, "in flight");
      send(signal, scan);
      readUntil(err, text, null);
      said = text.toString();
    }
    assertTrue(scan.waitFor(30, TimeUnit.SECONDS));

    Path partial = directory.resolve("results.csv.partial");
    List<String> rows = Files.readAllLines(partial);
    assertEquals(exitCode, scan.exitValue(), said);
    assertEquals("old\n", Files.readString(results));
    assertTrue(rows.get(0).startsWith("target,address,port,"), rows.get(0));
    assertTrue(rows.size() > 1, rows::toString);
    int columns = rows.get(0).split(",", -1).length;
    assertTrue(rows.stream().allMatch(row -> row.split(",", -1).length == columns), rows::toString);
    assertTrue(said.contains("rdpsweep: results so far are in " + partial + "\n"), said);
    assertTrue(said.contains(" of 65,536 targets in "), said);
    assertTrue(Files.readString(summary).contains("\n  \"complete\" : false,"));
    assertFalse(said.contains("\tat "), said);
  }

  @Test
  void aReaderThatHasEnoughEndsTheSweep() throws Exception {
    Process scan = start(new ProcessBuilder(), "-q");
    try (BufferedReader out = scan.inputReader(UTF_8)) {
      assertTrue(out.readLine().startsWith("target,address,port,"));
    }
    String said = new String(scan.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(scan.waitFor(30, TimeUnit.SECONDS));

    assertEquals("rdpsweep: standard output: Broken pipe\n", said);
    assertEquals(3, scan.exitValue());
  }

  private Process start(ProcessBuilder builder, String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "scan",
                "127.77.0.0/16:" + host.port(),
                "--rate",
                RATE));
    words.addAll(Arrays.asList(arguments));
    process = builder.command(words).start();
    process.getOutputStream().close();
    return process;
  }

  private static void send(String signal, Process to) throws Exception {
    int exitCode =
        new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid())).start().waitFor();
    assertEquals(0, exitCode);
  }

  /** Reads on until the text is there; to the end, without one. */
  private static void readUntil(BufferedReader in, StringBuilder text, String end)
      throws IOException {
    while (end == null || text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        assertTrue(end == null, text::toString);
        return;
      }
      text.append((char) next);
    }
  }

  /** As for a background job of a script: children inherit it, and the JVM respects it. */
  private static boolean isInterruptIgnored() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .substring("SigIgn:".length())
            .strip();
    return new BigInteger(ignored, 16).testBit(1);
  }
}
