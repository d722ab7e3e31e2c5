package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Program.Running;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What befalls a machine that works at night: no row may be wrong for it. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
@ResourceLock(Lab.PROCESSOR)
class FaultsIT {

  private static final int HOSTS = 16_384;
  private static final int RATE = 3_000;
  private static final int STOPPED_SECONDS = Integer.getInteger("rdpsweep.stopped", 10);

  @TempDir private Path folder;

  @Test
  void standsStillWithoutAWrongRowOrABurstAfterwards() throws Exception {
    Path csv = folder.resolve("out.csv");
    Run run;
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Running running = Program.PLAIN.start(sweep(host, csv));
      awaitRows(running, csv);
      send("STOP", running);
      running.process().waitFor(STOPPED_SECONDS, TimeUnit.SECONDS);
      send("CONT", running);
      run = running.await();
    }

    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.err().contains("note: this process stood still for "), run::err);
    assertEquals(Map.of("ready ok", HOSTS), verdicts(csv));
    List<Long> starts = new ArrayList<>();
    Results.forEach(csv, row -> starts.add(Instant.parse(row.get("started_at")).toEpochMilli()));
    Collections.sort(starts);
    int most = 0;
    for (int from = 0, to = 0; to < starts.size(); to++) {
      while (starts.get(to) - starts.get(from) > 100) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    assertTrue(most <= RATE / 5, most + " starts in 100 ms at " + RATE + " a second");
  }

  @Test
  void measuresTheSameWhileTheClockIsSet() throws Exception {
    Path library = fakeTime();
    Path clock = Files.writeString(folder.resolve("clock"), "+0\n");
    Path csv = folder.resolve("out.csv");
    Run run;
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      Running running =
          Program.PLAIN
              .behind(
                  "env",
                  "LD_PRELOAD=" + library,
                  "FAKETIME_TIMESTAMP_FILE=" + clock,
                  "FAKETIME_NO_CACHE=1",
                  "FAKETIME_DONT_FAKE_MONOTONIC=1")
              .start(sweep(host, csv));
      awaitRows(running, csv);
      Files.writeString(clock, "-3600\n");
      run = running.await();
    }

    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.err().contains("note: the clock was set by -3600 s"), run::err);
    assertEquals(Map.of("ready ok", HOSTS), verdicts(csv));
    Results.forEach(
        csv,
        row -> {
          double total = Double.parseDouble(row.get("total_ms"));
          assertTrue(total >= 0 && total < 60_000, row::toString);
        });
  }

  /**
   * Where the library of Debian's package faketime is; {@code -Drdpsweep.faketime=FILE} elsewhere.
   */
  private static Path fakeTime() {
    Path library =
        Path.of(
            System.getProperty(
                "rdpsweep.faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"));
    assumeTrue(Files.exists(library), "needs libfaketime");
    return library;
  }

  @Test
  void goesOnWhenAFullDiskHasRoomAgain() throws IOException {
    assumeRoot();
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path copy = folder.resolve("copy.csv");
    Path csv = disk.resolve("out.csv");
    String script =
        "mount -t tmpfs -o size=2m none "
            + disk
            + "; \"$@\"; first=$?; mount -o remount,size=99m "
            + disk
            + "; \"$@\" --resume; second=$?; cp "
            + csv
            + " "
            + copy
            + "; exit $first$second";
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {

      Run run =
          Program.PLAIN
              .behind("unshare", "--mount", "sh", "-c", script, "sh")
              .run(sweep(host, csv, "--rate=unlimited", "-q"));

      assertEquals(
          new Run(
              30,
              "",
              """
              rdpsweep: CSV: No space left on device
              rdpsweep: results so far are in CSV.partial
              rdpsweep: to go on, run the same command with --resume
              """
                  .replace("CSV", csv.toString())),
          run);
    }
    List<String> ready = new ArrayList<>();
    Results.forEach(copy, row -> ready.add(row.get("outcome"))); // slow ones are the rate's doing
    assertEquals(Collections.nCopies(HOSTS, "ready"), ready);
  }

  @Test
  void sendsNothingWhereNothingCanBeWritten() throws IOException {
    assumeRoot();
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {

      Run run =
          Program.PLAIN
              .behind(
                  "unshare",
                  "--mount",
                  "sh",
                  "-c",
                  "mount -t tmpfs -o ro none " + disk + "; exec \"$@\"",
                  "sh")
              .run(sweep(host, disk.resolve("out.csv"), "-q"));

      assertEquals(3, run.exitCode());
      assertEquals("rdpsweep: " + disk.resolve("out.csv") + ": Read-only file system\n", run.err());
    }
  }

  private static void assumeRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounts need root");
  }

  private static String[] sweep(WildcardHost host, Path csv, String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "scan",
                "127.50.0.0/18",
                "-p=" + host.port(),
                "--segment-rate=unlimited",
                "--seed=7",
                "--output=" + csv));
    if (!Arrays.asList(further).contains("--rate=unlimited")) {
      arguments.add("--rate=" + RATE);
    }
    arguments.addAll(Arrays.asList(further));
    return arguments.toArray(String[]::new);
  }

  /** Until some rows are there, by far not all. */
  private static void awaitRows(Running running, Path csv) throws Exception {
    Path partial = csv.resolveSibling(csv.getFileName() + ".partial");
    while (Files.notExists(partial) || Files.size(partial) < 300_000) {
      assertTrue(!running.process().waitFor(20, TimeUnit.MILLISECONDS), running::errSoFar);
    }
  }

  private static void send(String signal, Running to) throws Exception {
    int exitCode =
        new ProcessBuilder("kill", "-" + signal, Long.toString(to.process().pid()))
            .start()
            .waitFor();
    assertEquals(0, exitCode);
  }

  private static Map<String, Integer> verdicts(Path csv) throws IOException {
    Map<String, Integer> verdicts = new HashMap<>();
    Results.forEach(
        csv, row -> verdicts.merge(row.get("outcome") + " " + row.get("verdict"), 1, Integer::sum));
    return verdicts;
  }
}
