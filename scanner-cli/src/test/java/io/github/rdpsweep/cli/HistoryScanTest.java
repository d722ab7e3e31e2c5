package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps night after night: what is kept of them, and what is said. */
@EnabledOnOs(OS.LINUX) // which answers for all of 127.0.0.0/8
final class HistoryScanTest {

  @TempDir private Path folder;

  private Path history;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    history = folder.resolve("history");
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void saysWhatBrokeAndRecoveredSinceTheLastSweep() throws IOException {
    Invocation first;
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      port = host.port();
      first = scan("--fail-on=new");
    }
    Invocation broken = scan("--fail-on=new");

    assertEquals(0, first.exitCode(), first::err);
    assertTrue(!first.err().contains("since the sweep of"), first::err);
    assertEquals(1, broken.exitCode(), broken::err);
    assertTrue(broken.err().contains("\nnew since the baseline: 6 failing ("), broken::err);
    assertTrue(broken.err().matches("(?s).*\nsince the sweep of \\d{4}-\\S+Z:\n.*"), broken::err);
    assertTrue(broken.err().matches("(?s).*\nbroke +6\\b.*"), broken::err);
    assertEquals(2, kept().size());
  }

  @Test
  void isQuietWhereNothingIsNewAndBriefWhereSomethingIs() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      port = host.port();
      assertEquals(new Invocation(0, "", ""), scan("-q", "--fail-on=new"));
      assertEquals(new Invocation(0, "", ""), scan("-q", "--fail-on=new"));
    }
    Invocation broken = scan("-q");
    Invocation stillBroken = scan("-q", "--fail-on=new");
    Invocation failing = scan("-q", "--fail-on=failing");

    assertEquals(0, broken.exitCode());
    assertTrue(broken.err().contains("6 of 6 targets in "), broken::err);
    assertTrue(broken.err().contains("new since the baseline: 6 failing ("), broken::err);
    assertTrue(!broken.err().contains("latency (ms)"), broken::err);
    assertEquals(new Invocation(0, "", ""), stillBroken);
    assertEquals(1, failing.exitCode());
    assertTrue(failing.err().contains("6 of 6 targets in "), failing::err);
  }

  @Test
  void keepsTheLastOfItsOwnOnly() throws IOException {
    Files.createDirectory(history);
    Files.writeString(history.resolve("other-20200101T000000.000Z.csv.gz"), "another fleet's");
    Files.writeString(history.resolve("notes.txt"), "someone's");
    List<Path> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      scan("-q", "--keep=2");
      all.addAll(kept().stream().filter(file -> !all.contains(file)).toList());
    }

    assertEquals(4, all.size());
    assertEquals(all.subList(2, 4), kept());
    assertTrue(Files.exists(history.resolve("notes.txt")));
    assertTrue(Files.exists(history.resolve("other-20200101T000000.000Z.csv.gz")));
    Invocation diff =
        rdpsweep("diff", kept().get(0).toString(), folder.resolve("fleet.csv").toString());
    assertEquals(0, diff.exitCode(), diff::err);
    assertTrue(diff.err().contains("6 targets in both files"), diff::err);
  }

  @Test
  void aSweepThatWasCutShortIsNotKept() throws IOException {
    Invocation stopped = scan("--rate=1", "--max-runtime=1s");

    assertEquals(3, stopped.exitCode());
    assertEquals(List.of(), kept());
  }

  @Test
  void saysThatItCannotBeKept() throws IOException {
    Invocation scan = scanInto(Path.of("/proc/none"));

    assertEquals(3, scan.exitCode());
    assertTrue(scan.err().contains("\nrdpsweep: --history: /proc/none"), scan::err);
    assertTrue(Files.exists(folder.resolve("fleet.csv")), "the results are there");
  }

  private Invocation scan(String... arguments) {
    return scanInto(history, arguments);
  }

  private Invocation scanInto(Path kept, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "scan",
                "127.77.1.1,127.77.1.2,127.77.1.3,127.77.2.1-127.77.2.3",
                "--ports=" + port,
                "--history=" + kept,
                "--output=" + folder.resolve("fleet.csv")));
    all.addAll(Arrays.asList(arguments));
    return rdpsweep(all.toArray(String[]::new));
  }

  private List<Path> kept() throws IOException {
    if (Files.notExists(history)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(history)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("fleet-"))
          .sorted()
          .toList();
    }
  }
}
