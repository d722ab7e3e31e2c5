package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.program.Program.Running;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is killed leaves each of its outputs as it was, or whole. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
class KilledWritersIT {

  private static final String OLD = "old\n";
  private static final int HOSTS = 20_000;
  private static final int KILLS = 50;

  /** Reads a file of an output, and fails if that is not whole. */
  private interface Check {
    void read(Path file) throws IOException;
  }

  /** Options for files, and what whole ones are. */
  private static final Map<String, Check> OUTPUTS = new LinkedHashMap<>();

  static {
    OUTPUTS.put("--output", file -> assertEquals(HOSTS, Results.read(file).size()));
    OUTPUTS.put(
        "--ndjson",
        file -> {
          List<String> lines = Files.readAllLines(file);
          assertEquals(HOSTS, lines.size());
          new ObjectMapper().readTree(lines.get(HOSTS - 1));
        });
    OUTPUTS.put("--segments-out", file -> assertEquals(79, Results.read(file).size()));
    OUTPUTS.put(
        "--summary-json",
        file ->
            assertEquals(HOSTS, new ObjectMapper().readTree(file.toFile()).get("rows").asInt()));
    OUTPUTS.put(
        "--histogram-log",
        file -> {
          HistogramLogReader reader = new HistogramLogReader(file.toFile());
          long count = 0;
          while (reader.hasNext()) {
            var interval = (org.HdrHistogram.Histogram) reader.nextIntervalHistogram();
            count += interval.getTag().equals("connect") ? interval.getTotalCount() : 0;
          }
          assertEquals(HOSTS, count);
        });
    OUTPUTS.put(
        "--prometheus",
        file -> {
          List<String> lines = Files.readAllLines(file);
          assertTrue(
              lines.contains("rdpsweep_verdict_targets{verdict=\"failing\"} " + HOSTS),
              file::toString);
          assertTrue(lines.get(lines.size() - 1).contains("segment=\"other\""));
        });
    OUTPUTS.put(
        "--ansible",
        file -> {
          JsonNode json = new ObjectMapper().readTree(file.toFile());
          assertEquals(HOSTS, json.at("/verdict_failing/hosts").size());
        });
    OUTPUTS.put(
        "--pcap",
        file -> {
          ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file));
          assertEquals(0xa1b23c4d, pcap.getInt(0));
          int frames = 0;
          for (pcap.position(24); pcap.hasRemaining(); frames++) {
            pcap.position(pcap.position() + 16 + pcap.getInt(pcap.position() + 8));
          }
          assertTrue(frames > 3 * HOSTS, frames + " frames");
        });
    OUTPUTS.put(
        "--report",
        file -> {
          String page = Files.readString(file);
          assertTrue(page.startsWith("<!DOCTYPE html>"), page.substring(0, 100));
          assertTrue(page.strip().endsWith("</html>"), page.substring(page.length() - 100));
        });
  }

  @Test
  void leavesTheOldFileOrAWholeNewOne(@TempDir Path folder)
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int renamed = 0;
    int begun = 0;
    try (WildcardHost host = WildcardHost.start(Behaviour.CLOSE)) {
      long whole = sweep(folder, host, Long.MAX_VALUE);
      for (Map.Entry<String, Check> output : OUTPUTS.entrySet()) {
        output.getValue().read(file(folder, output.getKey()));
      }
      for (int i = 0; i < KILLS; i++) {
        for (String option : OUTPUTS.keySet()) {
          Files.writeString(file(folder, option), OLD);
        }
        // All of it, and half of the kills near the end, where files are written and renamed.
        long from = random.nextBoolean() ? 0 : whole * 3 / 4;
        sweep(folder, host, from + (long) (random.nextDouble() * (whole * 11 / 10 - from)));
        for (Map.Entry<String, Check> output : OUTPUTS.entrySet()) {
          Path file = file(folder, output.getKey());
          begun += Files.exists(Path.of(file + ".partial")) ? 1 : 0;
          if (Files.size(file) != OLD.length()) {
            output.getValue().read(file);
            renamed++;
          }
        }
      }
    }
    System.err.println(
        KILLS + " kills, seed " + seed + ": " + renamed + " new files, " + begun + " partial ones");
    assertTrue(begun > 0, "no kill came while files were open");
  }

  private static Path file(Path folder, String option) {
    return folder.resolve(option.substring(2));
  }

  /**
   * Sweeps, or is killed doing so.
   *
   * @param millis after which it is
   * @return how long it took in milliseconds
   */
  private static long sweep(Path folder, WildcardHost host, long millis)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "scan",
                "127.32.0.0-127.32.78.31",
                "-p=" + host.port(),
                "--rate=unlimited",
                "--segment-rate=unlimited",
                "--quiet"));
    OUTPUTS.keySet().forEach(option -> words.add(option + "=" + file(folder, option)));
    long start = System.nanoTime();
    Running running = Program.PLAIN.start(words.toArray(String[]::new));
    if (!running.process().waitFor(Math.min(millis, 600_000), TimeUnit.MILLISECONDS)) {
      running.process().destroyForcibly();
    }
    running.await();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
