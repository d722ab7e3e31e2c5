package io.github.rdpsweep.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.program.Program.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces a path of four routers, at each of which SYNs die for some destination. */
@Tag("netns")
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceIT {

  private static final String HEALTHY = "10.88.0.1";
  private static final String HEALTHY_6 = "fd00:88::1";

  private Lab lab;
  private String scanner;

  @BeforeAll
  void build() throws IOException, InterruptedException {
    lab = Lab.start("netns-chain.sh");
    scanner = lab.truth().get(0).get(1);
  }

  @AfterAll
  void takeDown() {
    if (lab != null) {
      lab.close();
    }
  }

  /** What the script prints as the truth, and the sentence that has to say so. */
  private static String sentence(String address, String fate, int hop) {
    String port = "port 3389 of " + address;
    return switch (fate) {
      case "answers" -> "Port 3389 of " + address + " answers " + hop + " hops away.";
      case "dropped", "port-dropped" ->
          // Whether a host says nothing or the router before it, looks the same from outside.
          "SYNs to "
              + port
              + " get no answer beyond hop "
              + Math.min(hop, 4)
              + " of about 5 ("
              + router(address, Math.min(hop, 4))
              + (hop < 4
                  ? "): they die in the path, on their way out of hop "
                      + hop
                      + " or on their way into the next one."
                  : "), the last router: consistent with a host that is off");
      case "quiet-and-dropped" ->
          "SYNs to " + port + " get no answer beyond hop " + (hop - 1) + " of about 5";
      case "prohibited" ->
          hop == 5
              ? address + " itself, 5 hops away, rejects SYNs to its port 3389: administratively"
              : "Hop "
                  + hop
                  + " of about 5 ("
                  + router(address, hop)
                  + ") rejects SYNs to "
                  + port
                  + ": administratively prohibited";
      case "net-unreachable", "down" ->
          "Hop "
              + hop
              + " of about 5 ("
              + router(address, hop)
              + ") rejects SYNs to "
              + port
              + ": host unreachable";
      case "reset" ->
          hop == 5
              ? "A reset for " + port + " comes back 5 hops away: consistent with the host itself"
              : "A reset for "
                  + port
                  + " comes back "
                  + (hop + 1)
                  + " hops away: consistent with a device in the path that resets in the host's"
                  + " name, at hop "
                  + hop
                  + " or "
                  + (hop + 1);
      case "quiet-router" -> "Port 3389 of " + address + " answers 5 hops away.";
      case "loop" -> "SYNs to " + port + " go round in circles from hop " + hop + " of about 5";
      default -> throw new IllegalArgumentException(fate);
    };
  }

  private static String router(String destination, int hop) {
    return destination.indexOf(':') < 0
        ? "10.87." + (hop - 1) + ".2"
        : "fd00:87:" + (hop == 1 ? "" : (hop - 1) + ":") + ":2";
  }

  @Test
  void namesTheHopAtWhichSynsDie() {
    List<String> complaints = new ArrayList<>();
    List<List<String>> truth =
        lab.truth().stream()
            .skip(1) // the scanner
            .filter(words -> !words.get(0).contains("/"))
            .toList();
    for (List<String> words : truth) {
      String address = words.get(0);
      String expected = sentence(address, words.get(1), Integer.parseInt(words.get(2)));
      boolean ipv6 = address.indexOf(':') >= 0;
      List<String> arguments = new ArrayList<>(List.of(address));
      if (!words.get(1).equals("answers")) {
        arguments.addAll(List.of("--compare", ipv6 ? HEALTHY_6 : HEALTHY));
      }
      Run run = trace(arguments);
      if (run.exitCode() != 0 || !joined(run.out()).contains(expected)) {
        complaints.add(expected + "\n-- but:\n" + run.out() + run.err());
      }
    }

    assertEquals("", String.join("\n", complaints));
    assertTrue(truth.size() > 20, truth::toString);
  }

  @ParameterizedTest
  @CsvSource({
    // options, what is said
    "'', 'get no answer beyond hop 3 (10.87.2.2): they die behind it, in the path or at the host.'",
    "--compare 10.88.33.1:445, 'over the same routers as far as hop 3: port 3389 is dropped,'",
    "--compare 10.88.3.1, 'The reference, port 3389 of 10.88.3.1, does not answer either.'",
    "--max-hops 3, 'Routers answer as far as hop 3, the farthest that was asked,'",
  })
  void saysWhatTheComparisonAdds(String options, String said) {
    List<String> arguments = new ArrayList<>(List.of("10.88.33.1"));
    arguments.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));

    Run run = trace(arguments);

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(joined(run.out()).contains(said), run.out());
  }

  @Test
  void showsALineForEachHop() {
    Run run = trace(List.of("10.88.32.1"));

    List<String> lines =
        run.out()
            .lines()
            .map(line -> line.strip().replaceAll(" +", " ").replaceAll("\\d+\\.\\d{3} ", "MS "))
            .toList();
    assertEquals(
        List.of(
            "10.88.32.1 port 3389 (8 connects)",
            "hop from ms answer",
            "all 10.88.32.1 MS SYN-ACK",
            "1 10.87.0.2 MS time exceeded (ICMP 11/0)",
            "2 * no answer, 3 tries",
            "3 10.87.2.2 MS time exceeded (ICMP 11/0)",
            "4 10.87.3.2 MS time exceeded (ICMP 11/0)",
            "5 10.88.32.1 MS SYN-ACK"),
        lines.subList(0, 8));
  }

  /** The prefix that router 3 drops, among two that work. */
  @Test
  void tracesTheFindingsOfASweep(@TempDir Path folder) throws IOException {
    String hosts =
        IntStream.rangeClosed(1, 40)
            .mapToObj(last -> "10.88.103." + last + "\n")
            .collect(Collectors.joining());
    Path inventory = Files.writeString(folder.resolve("hosts.csv"), "address\n" + hosts);
    Path summary = folder.resolve("summary.json");

    Run run =
        inScanner(
            "scan",
            "10.88.100.0/23",
            "10.88.103.0/24",
            "--inventory",
            inventory.toString(),
            "--segment-rate",
            "unlimited",
            "--trace-findings",
            "--summary-json",
            summary.toString(),
            "-o",
            folder.resolve("rows.csv").toString());

    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.err().lines().filter(line -> line.startsWith("  path: ")).toList();
    assertEquals(2, lines.size(), run.err());
    for (String line : lines) {
      assertTrue(
          line.matches(
              "  path: SYNs to port 3389 of 10\\.88\\.103\\.\\d+ get no answer beyond hop 3 of"
                  + " about 5 \\(10\\.87\\.2\\.2\\): they die in the path, .* Port 3389 of"
                  + " 10\\.88\\.10[01]\\.\\d+ answers 5 hops away, over the same routers as far"
                  + " as hop 3\\. Look for a rule .*"),
          line);
    }
    assertTrue(
        run.err().contains("traced 1 of 1 findings of cause network or firewall: 3 paths, ")
            || run.err().contains("traced 1 of 1 findings of cause network or firewall: 4 paths, "),
        run.err());
    String json = Files.readString(summary).replaceAll("\\s+", "");
    assertTrue(json.contains("\"ending\":\"dies\",\"hop\":3,\"router\":\"10.87.2.2\""), json);
    assertTrue(json.contains("\"reference_hops\":5"), json);
  }

  private Run trace(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("trace"));
    words.addAll(arguments);
    return inScanner(words.toArray(String[]::new));
  }

  private Run inScanner(String... words) {
    return Program.PLAIN.behind("ip", "netns", "exec", scanner).run(words);
  }

  private static String joined(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
