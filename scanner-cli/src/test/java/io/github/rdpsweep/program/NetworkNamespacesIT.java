package io.github.rdpsweep.program;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.program.Program.Run;
import io.github.rdpsweep.program.Results.Row;
import io.github.rdpsweep.program.SegmentClaim.Knowledge;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps a network of 19 segments with known faults, made of network namespaces. */
@Tag("netns")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Lab.PROCESSOR)
class NetworkNamespacesIT {

  private static final int SEGMENTS = 19;
  private static final String MIXED = "mixed";

  private Lab lab;
  private String scanner;
  private Map<String, String> causes;
  private Map<String, String> behaviours;

  @BeforeAll
  void build() throws IOException, InterruptedException {
    lab = Lab.start("netns-fleet.sh");
    scanner = lab.truth().get(0).get(1);
    causes = truth(true);
    behaviours = truth(false);
  }

  private Map<String, String> truth(boolean ofSegments) {
    return lab.truth().stream()
        .skip(1)
        .filter(words -> words.get(0).contains("/") == ofSegments)
        .collect(toMap(words -> words.get(0), words -> words.get(1)));
  }

  @AfterAll
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio", "io_uring"})
  void findsEverySegmentsFault(String transport, @TempDir Path directory) throws IOException {
    Lab.assumeTransport(transport);

    List<Row> rows = sweep(transport, directory.resolve("fleet.csv"));

    Map<String, List<Row>> bySegment = rows.stream().collect(groupingBy(row -> row.get("segment")));
    assertEquals(everyAddress(), addresses(rows));
    assertEquals(SEGMENTS * FaultySegment.ADDRESSES, rows.size());
    assertAll(
        bySegment.entrySet().stream()
            .map(entry -> () -> assertSegment(transport, entry.getKey(), entry.getValue())));
    long icmpErrors = rows.stream().filter(row -> row.get("outcome").equals("unreachable")).count();
    assertTrue(icmpErrors > 0, "no ICMP error was noticed");
  }

  @ParameterizedTest
  @EnumSource(Knowledge.class)
  void namesEverySegmentsCause(Knowledge knowledge, @TempDir Path directory) throws IOException {
    Lab.assumeTransport("epoll");
    Path segments = directory.resolve("segments.csv");
    List<String> options = new ArrayList<>(List.of("--segments-out", segments.toString()));
    switch (knowledge) {
      case NOTHING -> {}
      case INVENTORY -> options.addAll(List.of("--inventory", inventory(directory)));
      case OTHER_PORTS -> options.addAll(List.of("--alive-ports", "135"));
    }

    sweep("epoll", directory.resolve("fleet.csv"), options.toArray(String[]::new));

    List<Row> rows = Results.read(segments);
    assertEquals(SEGMENTS, rows.size());
    assertAll(
        rows.stream()
            .map(
                row -> {
                  String fault = causes.get(row.get("segment"));
                  return () -> assertTrue(knowledge.about(fault).isMetBy(row), fault + ": " + row);
                }));
  }

  /** Of every host. */
  private String inventory(Path directory) throws IOException {
    Path file = directory.resolve("hosts.csv");
    return Files.writeString(file, "address\n" + String.join("\n", everyAddress())).toString();
  }

  /** Each of the segments that fail altogether, and the lossy one, lies in one, and no other. */
  @Test
  void findingsNameWhatIsIllAndNothingElse(@TempDir Path directory) throws IOException {
    Lab.assumeTransport("epoll");
    Path summary = directory.resolve("summary.json");

    sweep(
        "epoll",
        directory.resolve("fleet.csv"),
        "--inventory",
        inventory(directory),
        "--summary-json",
        summary.toString());

    Map<String, Set<String>> found = new TreeMap<>();
    for (JsonNode finding : new ObjectMapper().readTree(summary.toFile()).get("findings")) {
      for (String prefix : causes.keySet()) {
        for (JsonNode each : finding.get("prefixes")) {
          if (overlap(Prefix.parse(prefix), Prefix.parse(each.asText()))) {
            found
                .computeIfAbsent(prefix, ignored -> new TreeSet<>())
                .add(finding.get("kind").asText() + " " + finding.get("cause").asText());
          }
        }
      }
    }
    assertAll(
        causes.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(MIXED)) // a finding for each of its parts
            .map(
                entry ->
                    () ->
                        assertEquals(
                            finding(entry.getValue()),
                            found.getOrDefault(entry.getKey(), Set.of()),
                            entry::toString)));
  }

  /** Hosts that answer late are told by their rows and their segment alone. */
  private static Set<String> finding(String cause) {
    if (cause.equals("packet-loss-10")) {
      return Set.of("lossy network");
    }
    String failing = Knowledge.INVENTORY.about(cause).cause();
    return failing.isEmpty() ? Set.of() : Set.of("failing " + failing);
  }

  private static boolean overlap(Prefix one, Prefix other) {
    return one.range().first().compareTo(other.range().last()) <= 0
        && other.range().first().compareTo(one.range().last()) <= 0;
  }

  private List<Row> sweep(String transport, Path csv, String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("scan", "-q", "-o", csv.toString(), "--transport", transport));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--rate", "5000", "--segment-rate", "unlimited"));
    // A last router gives up on a host that is down after 3 s; a dripping one needs 6 s.
    arguments.addAll(List.of("--connect-timeout", "4s", "--reply-timeout", "9s"));
    causes.keySet().forEach(prefix -> arguments.add(prefix.replace(".0/24", ".1-254")));

    Run run =
        Program.PLAIN.behind("ip", "netns", "exec", scanner).run(arguments.toArray(String[]::new));

    assertEquals(new Run(0, "", ""), run);
    return Results.read(csv);
  }

  private Set<String> everyAddress() {
    Set<String> addresses = new TreeSet<>();
    for (String prefix : causes.keySet()) {
      IntStream.rangeClosed(1, FaultySegment.ADDRESSES)
          .forEach(octet -> addresses.add(prefix.replace(".0/24", "." + octet)));
    }
    return addresses;
  }

  private static Set<String> addresses(List<Row> rows) {
    return rows.stream().map(row -> row.get("address")).collect(toCollection(TreeSet::new));
  }

  private void assertSegment(String transport, String prefix, List<Row> rows) {
    String cause = causes.get(prefix);
    if (cause.equals(MIXED)) {
      assertAll(rows.stream().map(row -> () -> assertMixed(row)));
      return;
    }
    FaultySegment expected = FaultySegment.BY_CAUSE.get(cause);
    if (transport.equals("nio") && cause.equals("payload-dropped-after-handshake")) {
      expected = FaultySegment.only("hung"); // the JDK does not tell what was acknowledged
    }
    List<String> outcomes = rows.stream().map(row -> row.get("outcome")).toList();
    assertEquals("", expected.complaint(outcomes), cause);
    if (cause.equals("answers-late")) {
      assertAll(
          rows.stream()
              .map(row -> Double.valueOf(row.get("negotiate_ms")))
              .map(millis -> () -> assertTrue(millis >= 1500, "after " + millis + " ms")));
    }
  }

  private void assertMixed(Row row) {
    MixedHost host = MixedHost.of(behaviours.getOrDefault(row.get("address"), "close"));

    assertAll(
        row.toString(),
        () -> assertTrue(host.outcomes().contains(row.get("outcome")), host::toString),
        () -> assertEquals(host.selectedProtocol(), row.get("selected_protocol")),
        () -> assertEquals(host.failureCode(), row.get("failure_code")),
        () -> assertEquals(host.nla(), row.get("nla")));
  }
}
