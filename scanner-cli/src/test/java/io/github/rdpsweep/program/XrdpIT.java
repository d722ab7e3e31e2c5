package io.github.rdpsweep.program;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Results.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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

/** Sweeps real xrdp servers, and compares with their configuration, with captures, with nmap. */
@Tag("xrdp")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Lab.PROCESSOR)
class XrdpIT {

  private static final Path CAPTURES =
      Path.of("../scanner-core/src/test/resources/io/github/rdpsweep/testing/captures");
  private static final Path REAL_SERVERS_PAGE = Path.of("../docs/real-servers.md");
  private static final String NMAP_OF_THE_PAGE = "7.93";

  /** Where an X.224 Connection Confirm of 19 bytes has its negotiation data. */
  private static final int NEGOTIATION_DATA = 11;

  private static final int RDP_NEG_RSP = 2;

  private Lab lab;
  private List<XrdpServer> servers;
  private Map<String, Row> rows;

  @BeforeAll
  void sweep(@TempDir Path directory) throws IOException, InterruptedException {
    lab = Lab.start("xrdp-servers.sh");
    servers = lab.truth().stream().map(XrdpServer::of).toList();
    rows = sweep(directory.resolve("xrdp.csv"), "auto");
  }

  private Map<String, Row> sweep(Path csv, String transport) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("scan", "-q", "-o", csv.toString(), "--transport", transport));
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

  @Test
  void everyServerHasItsRow() {
    assertEquals(15, servers.size());
    assertEquals(
        servers.stream().map(XrdpServer::address).sorted().toList(),
        rows.keySet().stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void findsWhatTheServerIsConfiguredFor(XrdpServer server) {
    assertFound(server, rows.get(server.address()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio", "io_uring"})
  void findsTheSameByEachTransport(String transport, @TempDir Path directory) throws IOException {
    Lab.assumeTransport(transport);

    Map<String, Row> found = sweep(directory.resolve("xrdp.csv"), transport);

    assertAll(
        servers.stream().map(server -> () -> assertFound(server, found.get(server.address()))));
  }

  private static void assertFound(XrdpServer server, Row row) {
    assertAll(
        server.name(),
        () -> assertEquals("ready", row.get("outcome")),
        () -> assertEquals(server.selects(), row.get("selected_protocol")),
        () -> assertEquals("", row.get("failure_code")),
        () -> assertEquals("no", row.get("nla")),
        () -> assertEquals("1", row.get("attempts")));
  }

  /** The captures are replies of the same servers to the very request that the program sends. */
  @ParameterizedTest
  @ValueSource(strings = {"negotiate", "tls", "rdp-high", "no-key", "cert-weak", "legacy-tls"})
  void findsWhatWasCaptured(String name) throws IOException {
    byte[] reply = capturedReply(name);
    ByteBuffer negotiation = ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(RDP_NEG_RSP, negotiation.get(NEGOTIATION_DATA), "not a response: " + name);
    int flags = negotiation.get(NEGOTIATION_DATA + 1);
    int selected = negotiation.getInt(NEGOTIATION_DATA + 4);

    XrdpServer server =
        servers.stream().filter(candidate -> candidate.name().equals(name)).findAny().orElseThrow();
    Row row = rows.get(server.address());

    assertEquals(List.of("RDP", "SSL").get(selected), row.get("selected_protocol"));
    assertEquals(Integer.toString(flags), row.get("negotiation_flags"));
  }

  private static byte[] capturedReply(String name) throws IOException {
    try (Stream<String> lines = Files.lines(CAPTURES.resolve(name + "-req-b.hex"))) {
      String hex =
          lines
              .filter(line -> line.startsWith("<"))
              .map(line -> line.substring(1).strip())
              .reduce("", String::concat);
      return HexFormat.of().parseHex(hex);
    }
  }

  /** The page explains the differences; this keeps its table true. */
  @Test
  void differsFromNmapAsThePageTells() throws IOException, InterruptedException {
    String version = Nmap.version();
    if (!version.equals(NMAP_OF_THE_PAGE)) {
      Lab.skip("comparison with nmap " + NMAP_OF_THE_PAGE + ": there is nmap " + version);
    }

    Map<String, String> nmap = Nmap.enumerateEncryption(servers);

    List<String> found =
        servers.stream()
            .map(
                server ->
                    tableRow(
                        server.name(),
                        server.accepts(),
                        rows.get(server.address()).get("selected_protocol"),
                        nmap.get(server.address())))
            .toList();
    assertEquals(tableOfThePage(), String.join("\n", found));
  }

  private static String tableRow(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private String tableOfThePage() throws IOException {
    Map<String, XrdpServer> byName =
        servers.stream().collect(toMap(XrdpServer::name, Function.identity()));
    try (Stream<String> lines = Files.lines(REAL_SERVERS_PAGE)) {
      return String.join(
          "\n",
          lines
              .filter(line -> line.startsWith("| ") && byName.containsKey(line.split(" ", 3)[1]))
              .toList());
    }
  }
}
