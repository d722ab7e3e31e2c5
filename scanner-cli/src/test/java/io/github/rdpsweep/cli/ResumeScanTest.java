package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that go on where they were interrupted, and those that must not run twice. */
@EnabledOnOs(OS.LINUX) // which answers for all of 127.0.0.0/8
@Timeout(60)
final class ResumeScanTest {

  private static final int ADDRESSES = 254;

  @TempDir private Path folder;

  private WildcardHost host;
  private Path csv;
  private Path partial;

  @BeforeEach
  void startHost() throws IOException {
    host = WildcardHost.start(Behaviour.NLA);
    csv = folder.resolve("out.csv");
    partial = folder.resolve("out.csv.partial");
  }

  @AfterEach
  void stopHost() {
    host.close();
  }

  @Test
  void stopsInTimeAndGoesOnToTheSameRows() throws IOException {
    Path whole = folder.resolve("whole.csv");
    assertEquals(0, scan("-o", whole.toString()).exitCode());

    Invocation stopped = stopped();

    assertEquals(3, stopped.exitCode());
    assertTrue(stopped.err().contains("rdpsweep: incomplete: stopped by --max-runtime; "));
    assertTrue(stopped.err().contains("to go on, run the same command with --resume\n"));
    assertFalse(Files.exists(csv));
    assertTrue(Files.exists(partial));

    Path ndjson = folder.resolve("out.ndjson");
    Path summary = folder.resolve("out.json");
    Invocation resumed =
        scan(
            "-o",
            csv.toString(),
            "--resume",
            "--ndjson",
            ndjson.toString(),
            "--summary-json",
            summary.toString());

    assertEquals(0, resumed.exitCode(), resumed::err);
    assertTrue(resumed.err().contains("note: going on with the sweep of 2"), resumed::err);
    assertTrue(resumed.err().contains("\n254 of 254 targets in "), resumed::err);
    assertEquals(rows(whole), rows(csv));
    assertEquals(ADDRESSES, Files.readAllLines(ndjson).size());
    assertTrue(Files.readString(summary).contains("\"ready\" : 254"));
    assertEquals(List.of("out.csv", "out.json", "out.ndjson", "whole.csv"), names());
  }

  @Test
  void keepsTheSeedThatWasDrawn() throws IOException {
    stopped();
    String seed = seedIn(Files.readString(folder.resolve("out.csv.partial.sweep")));

    Invocation resumed = scan("-o", csv.toString(), "--resume");

    assertTrue(resumed.err().contains("\nseed " + seed + ", "), resumed::err);
  }

  @Test
  void beginsAnewWhereThereIsNothingToGoOnWith() {
    Invocation scan = scan("-o", csv.toString(), "--resume");

    assertEquals(0, scan.exitCode());
    assertFalse(scan.err().contains("going on"), scan::err);
  }

  @Test
  void cannotGoOnWhereRowsAreGone() {
    assertEquals(
        new Invocation(
            2,
            "",
            "rdpsweep: --resume: needs the results in a file (--output FILE), not on standard"
                + " output\n"),
        scan("--resume"));
  }

  @Test
  void refusesToMixTwoSweeps() throws IOException {
    stopped();
    byte[] before = Files.readAllBytes(partial);
    String is = "rdpsweep: --resume: " + partial + " is of another sweep: ";
    String end = "; remove it to start anew\n";

    for (List<String> other :
        List.of(
            List.of("--depth=tls", "--depth was negotiate and is tls"),
            List.of("--retries=2", "--retries was 1 and is 2"),
            List.of("--repeat=2", "--repeat was 1 and is 2"),
            List.of("--alive-ports=135", "--alive-ports was not given and is 135"),
            List.of("--security", "--security was not given and is true"))) {
      Invocation refused = scan("-o", csv.toString(), "--resume", other.get(0));
      assertEquals(new Invocation(2, "", is + other.get(1) + end), refused);
    }
    Invocation excluded = scan("-o", csv.toString(), "--resume", "--exclude=127.77.1.9");
    assertTrue(excluded.err().startsWith(is + "the set of targets was 254 addresses ("));
    assertTrue(excluded.err().contains(") and is 253 addresses ("), excluded::err);
    assertTrue(
        scan("-o", csv.toString(), "--resume", "--shard=1/2", "--seed=9")
            .err()
            .startsWith(is + "--seed was "));
    assertEquals(2, excluded.exitCode());
    assertTrue(Arrays.equals(before, Files.readAllBytes(partial)), "nothing was touched");
  }

  @Test
  void mayGoOnFasterAndQuieterAndWithOtherOutputs() throws IOException {
    stopped();

    Invocation resumed =
        scan(
            "-q",
            "-o",
            csv.toString(),
            "--resume",
            "--max-in-flight=3",
            "--event-loops=2",
            "--segments-out=" + folder.resolve("segments.csv"));

    assertEquals(new Invocation(0, "", ""), resumed);
    assertTrue(Files.readString(folder.resolve("segments.csv")).contains(",254,"));
    assertTrue(Files.readString(folder.resolve("segments.csv")).contains("\n127.77.1.0/24,"));
  }

  @Test
  void refusesARunWhileAnotherHasTheLock() throws IOException {
    Path lock = folder.resolve("out.csv.lock");
    try (RunLock held = RunLock.take(lock)) {
      Invocation refused = scan("-o", csv.toString());

      assertEquals(3, refused.exitCode());
      String said = refused.err();
      String pid = "pid " + ProcessHandle.current().pid() + " on ";
      assertTrue(said.startsWith("rdpsweep: " + lock + ": held by another run, " + pid), said);
      assertTrue(said.matches("(?s).* since \\d{4}-\\d\\d-\\d\\dT.*(Z|[+-]\\d\\d:\\d\\d)\n"), said);
      assertFalse(Files.exists(csv));
      assertEquals(held, held);
    }

    assertEquals(0, scan("-o", csv.toString()).exitCode());
    assertEquals(List.of("out.csv"), names());
  }

  @Test
  void aLockThatADeadProcessLeftBlocksNobody() throws IOException {
    Path lock = Files.writeString(folder.resolve("night.lock"), "pid 1 on elsewhere\n");

    Invocation scan = scan("-o", csv.toString(), "--lock", lock.toString());

    assertEquals(0, scan.exitCode(), scan::err);
    assertFalse(Files.exists(lock));
  }

  @Test
  void doesNotLockWhatCanBeWrittenByMany() {
    assertEquals(0, scan("-o", "/dev/null").exitCode());
    assertFalse(Files.exists(Path.of("/dev/null.lock")));
  }

  /** Some rows are there, by far not all. */
  private Invocation stopped() {
    return scan("-o", csv.toString(), "--rate=20", "--max-runtime=2s");
  }

  private Invocation scan(String... arguments) {
    List<String> all = new ArrayList<>(List.of("scan", "127.77.1.1-127.77.1.254"));
    all.add("--ports=" + host.port());
    all.add("--rate=unlimited");
    all.add("--segment-rate=unlimited");
    for (String argument : arguments) {
      if (argument.startsWith("--rate=")) {
        all.remove("--rate=unlimited");
      }
      all.add(argument);
    }
    return rdpsweep(all.toArray(String[]::new));
  }

  private static String seedIn(String identity) {
    return identity.replaceAll("(?s).*\"seed\" : (\\d+),.*", "$1");
  }

  /** Target, address, port, segment, verdict, cause and outcome of all rows, in order. */
  private static List<String> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 7)))
        .sorted()
        .toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
