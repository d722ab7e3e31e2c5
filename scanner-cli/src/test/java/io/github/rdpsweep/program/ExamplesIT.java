package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/unattended.md do what they say. */
@Tag("large")
@EnabledOnOs(OS.LINUX)
class ExamplesIT {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  @TempDir private Path folder;

  /** The command of the crontab, as cron would run it: by sh, with its variables, from /. */
  @Test
  void theCrontabsCommandSweepsAndIsQuiet() throws Exception {
    List<String> lines = Files.readAllLines(EXAMPLES.resolve("crontab"));
    String entry = lines.get(lines.size() - 1);
    assertTrue(entry.matches("(\\S+\\s+){5}rdpsweep\\s+rdpsweep scan .*"), entry);
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      layOut("127.50.0.0/28:" + host.port());

      Run first = cron(entry);
      Run second = cron(entry);

      assertEquals(new Run(0, "", ""), first);
      assertEquals(new Run(0, "", ""), second);
    }
    Run broken = cron(entry);

    assertEquals(1, broken.exitCode(), broken::err);
    assertTrue(broken.err().contains("new since the baseline: 14 failing"), broken::err);
    assertEquals(15, Files.readAllLines(folder.resolve("lib/fleet.csv")).size());
    try (Stream<Path> kept = Files.list(folder.resolve("lib/history"))) {
      assertEquals(3, kept.count());
    }
  }

  private void layOut(String targets) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("targets.txt"), targets + "\n");
    Files.writeString(folder.resolve("excludes.txt"), "127.50.0.7\n127.50.0.9\n");
    Files.writeString(
        folder.resolve("rdpsweep.conf"),
        Files.readString(EXAMPLES.resolve("rdpsweep.conf"))
            .replace("/etc/rdpsweep", folder.toString())
            .replace("/var/lib/rdpsweep", folder.resolve("lib").toString()));
  }

  private Run cron(String entry) {
    String command =
        entry
            .replaceFirst("(\\S+\\s+){5}rdpsweep\\s+rdpsweep", "\"\\$@\"")
            .replace("/etc/rdpsweep", folder.toString());
    return Program.PLAIN.behind("sh", "-c", "cd /; exec " + command, "sh").run();
  }

  @Test
  void systemdHasNoComplaint() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
    Path launcher = Path.of("..", "rdpsweep").toAbsolutePath().normalize();
    for (String unit : List.of("rdpsweep.service", "rdpsweep.timer")) {
      Files.writeString(
          folder.resolve(unit),
          Files.readString(EXAMPLES.resolve(unit))
              .replace("/usr/bin/rdpsweep", launcher.toString()));
    }

    assertEquals(
        "",
        said(
            "systemd-analyze",
            "verify",
            folder.resolve("rdpsweep.service").toString(),
            folder.resolve("rdpsweep.timer").toString()));
  }

  @Test
  void logrotateReadsItsConfiguration() throws Exception {
    Path logrotate = Path.of(System.getProperty("rdpsweep.logrotate", "/usr/sbin/logrotate"));
    assumeTrue(Files.exists(logrotate), "needs logrotate");
    Files.writeString(folder.resolve("night.log"), "rdpsweep: something\n");
    Path config =
        Files.writeString(
            folder.resolve("logrotate.conf"),
            Files.readString(EXAMPLES.resolve("logrotate.conf"))
                .replace("/var/log/rdpsweep", folder.toString())
                .replace("rdpsweep adm", "root root"));

    String said = said(logrotate.toString(), "--debug", config.toString());

    assertTrue(said.contains("considering log " + folder.resolve("night.log")), said);
    assertTrue(!said.contains("error:"), said);
  }

  /** What a program that ends with 0 prints. */
  private static String said(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
