package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Program.Running;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Kills sweeps of 200,000 loopback addresses at random moments, and has them go on: in the end
 * there must be the rows of one that was left in peace. {@code -Drdpsweep.kills=100} kills as
 * often.
 */
@Tag("large")
@EnabledOnOs(OS.LINUX)
@ResourceLock(Lab.PROCESSOR)
class ResumeIT {

  private static final int KILLS = Integer.getInteger("rdpsweep.kills", 10);
  private static final int ADDRESSES = 200_000;

  @TempDir private Path folder;
  private final long seed = Long.getLong("rdpsweep.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int port;

  @Test
  void endsWithTheRowsOfAnUndisturbedSweepHoweverOftenItIsKilled() throws Exception {
    port = closedPort();
    Path whole = folder.resolve("whole.csv");
    long begun = System.nanoTime();
    Run undisturbed = Program.PLAIN.run(sweep(whole));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertEquals(new Run(0, "", ""), undisturbed);
    long[] rows = rows(whole);
    assertEquals(ADDRESSES, rows.length);

    int kills = 0;
    int resumed = 0;
    for (int sweeps = 0; kills < KILLS; sweeps++) {
      Path csv = folder.resolve("killed.csv");
      Path ndjson = folder.resolve("killed.ndjson");
      Path summary = folder.resolve("killed.json");
      String[] arguments =
          sweep(csv, "--resume", "--ndjson=" + ndjson, "--summary-json=" + summary);
      while (Files.notExists(csv)) {
        Running running = Program.PLAIN.start(arguments);
        boolean ended =
            kills < KILLS
                && running
                    .process()
                    .waitFor(random.nextLong(millis + millis / 4), TimeUnit.MILLISECONDS);
        if (kills < KILLS && !ended) {
          running.process().destroyForcibly();
          kills++;
        }
        Run run = running.await();
        int code = run.exitCode();
        assertTrue(code == 0 || code == 137, () -> "seed " + seed + ": " + run);
        resumed += Files.exists(folder.resolve("killed.csv.partial")) ? 1 : 0;
      }
      String context = "seed " + seed + ", sweep " + sweeps + ", kills " + kills;
      assertTrue(Arrays.equals(rows, rows(csv)), () -> context + ": other rows");
      if (Files.exists(summary)) { // a kill between the last row and the summary leaves none
        JsonNode json = new ObjectMapper().readTree(summary.toFile());
        assertEquals(ADDRESSES, json.get("rows").asInt(), context);
        assertEquals(ADDRESSES, json.at("/outcomes/refused").asInt(), context);
        assertEquals(ADDRESSES, json.at("/latency_ms/connect/count").asInt(), context);
      }
      try (Stream<String> lines = Files.lines(ndjson)) {
        assertEquals(ADDRESSES, lines.count(), context);
      }
      Files.delete(csv);
      Files.delete(ndjson);
      Files.deleteIfExists(summary);
    }
    System.out.printf(
        "seed %d: %d kills, %d of them left rows to go on from; undisturbed %d ms%n",
        seed, kills, resumed, millis);
  }

  private String[] sweep(Path csv, String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "scan",
                "127.8.0.0-127.11.13.63", // 200,000
                "-p=" + port,
                "--rate=unlimited",
                "--segment-rate=unlimited",
                "--seed=7",
                "--quiet",
                "--output=" + csv));
    arguments.addAll(Arrays.asList(further));
    return arguments.toArray(String[]::new);
  }

  /** Target, port, verdict and outcome are the same for all; so addresses, in order. */
  private long[] rows(Path csv) throws IOException {
    List<Long> addresses = new ArrayList<>();
    Results.forEach(
        csv,
        row -> {
          assertEquals("127.8.0.0-127.11.13.63", row.get("target"));
          assertEquals(String.valueOf(port), row.get("port"));
          assertEquals("failing", row.get("verdict"));
          assertEquals("refused", row.get("outcome"));
          long number = 0;
          for (String part : row.get("address").split("\\.", -1)) {
            number = number << 8 | Long.parseLong(part);
          }
          addresses.add(number);
        });
    return addresses.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** A port that nobody listens on: one that was just free. */
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
