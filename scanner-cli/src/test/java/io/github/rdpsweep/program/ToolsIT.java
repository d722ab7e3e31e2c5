package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the programs that outputs are written for make of them. */
@Tag("tools")
@EnabledOnOs(OS.LINUX)
class ToolsIT {

  /** A name that would be a formula, a template, a tag, and the end of a label. */
  private static final String HOSTILE = "=cmd|'/c calc'!A1 {{ 7*7 }} <script>\"\\";

  @TempDir private Path folder;

  @Test
  void promtoolAcceptsTheMetrics() throws IOException, InterruptedException {
    OutsideTool promtool = OutsideTool.named("promtool");
    Path segments =
        Files.writeString(
            folder.resolve("segments.csv"),
            "prefix,name\n127.77.1.0/25,\"" + HOSTILE.replace("\"", "\"\"") + "\"\n");
    Path metrics = folder.resolve("rdpsweep.prom");

    scan("--segments=" + segments, "--prometheus=" + metrics, "--output=/dev/null");

    assertTrue(Files.readString(metrics).contains("{{ 7*7 }}"));
    assertEquals("", promtool.run(metrics, "check", "metrics"));
  }

  @Test
  void ansibleTakesTheInventory() throws IOException, InterruptedException {
    OutsideTool ansible = OutsideTool.named("ansible-inventory");
    Path segments =
        Files.writeString(
            folder.resolve("segments.csv"),
            "prefix,name\n127.77.1.0/24,\"" + HOSTILE.replace("\"", "\"\"") + "\"\n");
    Path csv = folder.resolve("results.csv");
    Path json = folder.resolve("inventory.json");
    scan("--segments=" + segments, "--ansible=" + json, "--output=" + csv);

    for (String answer :
        List.of(
            "exec cat " + json,
            "exec "
                + Path.of("..", "rdpsweep").toAbsolutePath().normalize()
                + " inventory "
                + csv
                + " \"$@\"")) {
      Path script = folder.resolve("inventory");
      Files.writeString(script, "#!/bin/sh\n" + answer + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

      JsonNode read =
          new ObjectMapper()
              .readTree(
                  ansible.run(Path.of("/dev/null"), "-i", script.toString(), "--list", "--export"));

      assertEquals(4, read.at("/cause_service/hosts").size(), read::toPrettyString);
      assertEquals(4, read.at("/segment_127_77_1_0_24/hosts").size());
      JsonNode variables = read.at("/_meta/hostvars/127.77.1.2");
      assertEquals("closed", variables.get("rdpsweep_outcome").asText());
      assertEquals("127.77.1.2", variables.get("ansible_host").asText());
      assertTrue(variables.toString().contains("7*7"), variables::toString);
    }
  }

  @Test
  void ansibleEvaluatesNothingThatStrangersWrote() throws IOException, InterruptedException {
    OutsideTool ansible = OutsideTool.named("ansible");
    Path segments =
        Files.writeString(
            folder.resolve("segments.csv"), "prefix,name\n127.77.1.0/24,a{{ 7*7 }}b\n");
    Path json = folder.resolve("inventory.json");
    scan("--segments=" + segments, "--ansible=" + json, "--output=/dev/null");
    Path script = Files.writeString(folder.resolve("inventory"), "#!/bin/sh\nexec cat " + json);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

    String said =
        ansible.run(
            Path.of("/dev/null"),
            "-i",
            script.toString(),
            "127.77.1.2",
            "--connection=local",
            "-m",
            "debug",
            "-a",
            "var=rdpsweep_segment_name");

    assertTrue(said.contains("a{{ 7*7 }}b"), said);
    assertTrue(!said.contains("a49b"), said);
  }

  @Test
  void tsharkDecodesTheExchanges() throws IOException, InterruptedException {
    OutsideTool tshark = OutsideTool.named("tshark");
    for (Behaviour behaviour : List.of(Behaviour.FAIL_5, Behaviour.CLOSE)) {
      Path pcap = folder.resolve("failing.pcap");
      int port;
      try (WildcardHost host = WildcardHost.start(behaviour)) {
        port = host.port();
        Run run =
            Program.PLAIN.run(
                "scan",
                "127.77.1.1-4",
                "-p=" + port,
                "--quiet",
                "--output=/dev/null",
                "--pcap=" + pcap);
        assertEquals(new Run(0, "", ""), run);
      }

      String frames =
          tshark.run(
              Path.of("/dev/null"),
              "-r",
              pcap.toString(),
              "-d",
              "tcp.port==" + port + ",tpkt",
              "-o",
              "ip.check_checksum:TRUE",
              "-o",
              "tcp.check_checksum:TRUE",
              "-T",
              "fields",
              "-e",
              "frame.protocols",
              "-e",
              "rdp.neg_type",
              "-e",
              "rdp.negFailure.failureCode",
              "-e",
              "_ws.malformed",
              "-e",
              "tcp.checksum.status",
              "-e",
              "ip.checksum.status",
              "-e",
              "tcp.analysis.flags");

      List<String> requests = frames.lines().filter(line -> line.contains("\t0x01\t")).toList();
      List<String> failures = frames.lines().filter(line -> line.contains("\t0x03\t")).toList();
      assertEquals(4, requests.size(), frames);
      assertEquals(behaviour == Behaviour.FAIL_5 ? 4 : 0, failures.size(), frames);
      for (String request : requests) {
        assertTrue(request.matches("raw:ip:tcp:(tpkt:)?cotp:rdp\\s.*"), request);
      }
      for (String line : frames.lines().filter(line -> line.startsWith("raw:")).toList()) {
        assertTrue(line.contains("\t1\t1"), line + " of " + frames); // both checksums are good
        assertTrue(!line.contains("Malformed"), line);
      }
    }
  }

  /** Four hosts that close the connection. */
  private static void scan(String... options) throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.CLOSE)) {
      List<String> words =
          new ArrayList<>(List.of("scan", "127.77.1.1-4", "-p=" + host.port(), "--quiet"));
      words.addAll(List.of(options));
      assertEquals(new Run(0, "", ""), Program.PLAIN.run(words.toArray(String[]::new)));
    }
  }
}
