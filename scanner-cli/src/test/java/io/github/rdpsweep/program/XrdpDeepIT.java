package io.github.rdpsweep.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Results.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sweeps real xrdp servers at depth identity and with weaker offers, and compares with their
 * configuration and with what OpenSSL makes of them.
 */
@Tag("xrdp")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Lab.PROCESSOR)
class XrdpDeepIT {

  private static final Path OPENSSL = Path.of("src", "test", "lab", "openssl-rdp.py");
  private static final String TLS_BROKEN = "tls-broken";

  private Lab lab;
  private List<XrdpServer> servers;
  private Map<String, Row> rows;

  @BeforeAll
  void sweep(@TempDir Path directory) throws IOException, InterruptedException {
    lab = Lab.start("xrdp-servers.sh");
    servers = lab.truth().stream().map(XrdpServer::of).toList();
    rows = sweep(directory.resolve("xrdp.csv"), "auto", "--security", "--rdp-encryption");
  }

  private Map<String, Row> sweep(Path csv, String transport, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("scan", "-q", "-o", csv.toString(), "--transport", transport));
    arguments.addAll(List.of("--depth", "identity"));
    arguments.addAll(List.of(more));
    servers.forEach(server -> arguments.add(server.endpoint()));

    Run run = Program.PLAIN.run(arguments.toArray(String[]::new));

    assertEquals(new Run(0, "", ""), run);
    return Results.read(csv).stream().collect(toMap(row -> row.get("address"), row -> row));
  }

  @AfterAll
  void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  List<XrdpServer> servers() {
    return servers;
  }

  @ParameterizedTest
  @MethodSource("servers")
  void findsTheTlsThatTheServerIsConfiguredFor(XrdpServer server) {
    assertTls(server, rows.get(server.address()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio", "io_uring"})
  void findsTheSameByEachTransport(String transport, @TempDir Path directory) throws IOException {
    Lab.assumeTransport(transport);

    Map<String, Row> found = sweep(directory.resolve("xrdp.csv"), transport);

    assertAll(servers.stream().map(server -> () -> assertTls(server, found.get(server.address()))));
  }

  private static void assertTls(XrdpServer server, Row row) {
    boolean broken = server.accepts().contains(TLS_BROKEN);
    String version = highestVersion(server);
    assertAll(
        server.name(),
        () -> assertEquals(broken ? "disconnected" : "ready", row.get("outcome")),
        () ->
            assertEquals(server.accepts().contains("tls") ? "tls" : "negotiate", row.get("stage")),
        () -> assertEquals(version, row.get("tls_version")),
        () -> assertEquals(version.isEmpty(), row.get("tls_ms").isEmpty()),
        () -> assertEquals(subject(server), row.get("cert_subject")),
        () -> assertEquals(key(server), row.get("cert_key")),
        () -> assertEquals("", row.get("computer_name")));
  }

  private static String highestVersion(XrdpServer server) {
    for (String version : List.of("1.3", "1.2", "1.1", "1.0")) {
      if (server.accepts().contains("tls" + version)) {
        return "TLS " + version;
      }
    }
    return "";
  }

  private static String subject(XrdpServer server) {
    if (highestVersion(server).isEmpty()) {
      return "";
    }
    String special = server.name().startsWith("cert-") ? server.name().substring(5) : "valid";
    return "CN=xrdp-" + special + ".lab.test";
  }

  private static String key(XrdpServer server) {
    if (highestVersion(server).isEmpty()) {
      return "";
    }
    return server.name().equals("cert-ec") ? "EC 256" : "RSA 2048";
  }

  @ParameterizedTest
  @MethodSource("servers")
  void findsTheSecurityThatTheServerAccepts(XrdpServer server) {
    Row row = rows.get(server.address());
    List<String> accepted = new ArrayList<>();
    if (server.accepts().contains("tls")) {
      accepted.add("SSL");
    }
    boolean legacy = server.accepts().contains("rdp:");
    if (legacy) {
      accepted.add("RDP");
    }

    assertAll(
        server.name(),
        () -> assertEquals(String.join(" ", accepted), row.get("accepted_protocols")),
        () -> assertEquals(legacy ? "yes" : "no", row.get("legacy_rdp")),
        () -> assertEquals("no", row.get("nla")),
        () -> assertEquals(encryption(server), row.get("rdp_encryption")));
  }

  /** The level is configured; the method is what xrdp makes of a level. */
  private static String encryption(XrdpServer server) {
    if (!server.accepts().contains("rdp:")) {
      return "";
    }
    String level = server.accepts().replaceFirst(".*rdp:([a-z-]+).*", "$1");
    return switch (level) {
      case "none" -> "NONE none";
      case "low" -> "LOW 40-bit";
      case "client-compatible" -> "CLIENT_COMPATIBLE 40-bit";
      case "high" -> "HIGH 128-bit";
      case "fips" -> "FIPS FIPS";
      default -> throw new AssertionError(level);
    };
  }

  @Test
  void findsWhatOpensslFinds() throws IOException, InterruptedException {
    Map<String, String> openssl = openssl();

    Map<String, String> found = new HashMap<>();
    for (XrdpServer server : servers) {
      Row row = rows.get(server.address());
      found.put(
          server.address(),
          orDash(row.get("tls_version").replace(" ", "")) + " " + orDash(row.get("cert_sha256")));
    }

    assertEquals(openssl, found);
  }

  private static String orDash(String cell) {
    return cell.isEmpty() ? "-" : cell;
  }

  private Map<String, String> openssl() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(OPENSSL.toAbsolutePath().toString());
    servers.forEach(server -> command.add(server.endpoint()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines()
        .map(line -> line.split(" ", 2))
        .collect(toMap(words -> words[0], words -> words[1]));
  }
}
