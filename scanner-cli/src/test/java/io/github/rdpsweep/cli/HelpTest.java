package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help pages as their readers see them. */
final class HelpTest {

  private static final Pattern OPTION = Pattern.compile("^ {2}(?:-\\w, | {4})(--[\\w-]+)(=?).*");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scan",
        "trace",
        "demo",
        "check",
        "diff",
        "merge",
        "report",
        "inventory",
        "explain"
      })
  void fitsEightyColumns(String command) {
    for (String line : help(command).lines().toList()) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  void scanGroupsItsOptionsBySubject() {
    List<String> headings =
        help("scan").lines().filter(line -> line.matches("[A-Z][\\w ]+:")).toList();

    assertEquals(
        List.of(
            "Targets:",
            "Probes:",
            "Repeats:",
            "Pace:",
            "Control:",
            "Diagnosis:",
            "Output:",
            "Run:",
            "Config:",
            "Exit codes:",
            "Examples:"),
        headings);
  }

  @Test
  void scanShowsEveryOptionOnce() {
    List<String> options =
        help("scan")
            .lines()
            .map(OPTION::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .toList();

    assertEquals(
        List.of(
            "--dry-run",
            "--list-columns",
            "--help",
            "--version",
            "--targets-file",
            "--ports",
            "--exclude",
            "--exclude-file",
            "--seed",
            "--shard",
            "--allow-public",
            "--yes",
            "--depth",
            "--security",
            "--security-also",
            "--rdp-encryption",
            "--connect-timeout",
            "--first-timeout",
            "--reply-timeout",
            "--retries",
            "--alive-ports",
            "--repeat",
            "--repeat-spacing",
            "--dscp",
            "--rate",
            "--segment-rate",
            "--ramp-up",
            "--rate-file",
            "--max-in-flight",
            "--event-loops",
            "--transport",
            "--close",
            "--control",
            "--control-patience",
            "--inventory",
            "--baseline",
            "--segments",
            "--slow-rtt",
            "--slow-reply",
            "--lossy",
            "--jittery",
            "--policy",
            "--fail-on",
            "--trace-findings",
            "--output",
            "--columns",
            "--excel",
            "--separator",
            "--ndjson",
            "--segments-out",
            "--summary-json",
            "--report",
            "--histogram-log",
            "--prometheus",
            "--ansible",
            "--pcap",
            "--pcap-limit",
            "--quiet",
            "--progress",
            "--resume",
            "--lock",
            "--max-runtime",
            "--history",
            "--keep",
            "--config",
            "--profile",
            "--print-config"),
        options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan", "trace", "demo", "check", "diff", "merge", "report"})
  void everyOptionWithAValueStatesItsDefault(String command) {
    List<String> entries = entries(help(command));

    assertTrue(entries.size() > 4, entries::toString);
    for (String entry : entries) {
      Matcher option = OPTION.matcher(entry);
      boolean takesValue = option.matches() && !option.group(2).isEmpty();
      assertTrue(!takesValue || entry.matches(".* Default: .+"), entry);
    }
  }

  /** Each option with all its lines joined. */
  private static List<String> entries(String help) {
    List<String> entries = new ArrayList<>();
    boolean inside = false;
    for (String line : help.lines().toList()) {
      if (OPTION.matcher(line).matches()) {
        entries.add(line);
        inside = true;
      } else if (inside && line.startsWith("           ")) {
        int last = entries.size() - 1;
        entries.set(last, entries.get(last) + " " + line.strip());
      } else {
        inside = false;
      }
    }
    return entries;
  }

  @Test
  void scanTellsWhatAPrefixMeans() {
    assertTrue(
        help("scan")
            .replaceAll("\\s+", " ")
            .contains(
                "A prefix means all of its addresses, network and broadcast address among them"));
  }

  @Test
  void scanEndsWithThreeExamplesThatCanBeRun() {
    List<String> lines = help("scan").lines().toList();
    List<String> examples =
        lines.subList(lines.indexOf("Examples:") + 1, lines.size()).stream()
            .map(String::strip)
            .toList();

    assertEquals(3, examples.size());
    for (String example : examples) {
      String arguments =
          example
              .replaceFirst("^rdpsweep ", "")
              .replaceFirst(" \\|.*", "")
              .replace("-f sites.txt", "10.20.0.0/21");
      List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
      words.add("--dry-run");
      assertEquals(0, rdpsweep(words.toArray(new String[0])).exitCode(), example);
    }
  }

  @Test
  void demoHidesWhatOnlyTestsNeed() {
    assertTrue(!help("demo").contains("--one-address"));
  }

  private static String help(String command) {
    Invocation help = command.isEmpty() ? rdpsweep("--help") : rdpsweep(command, "--help");
    assertEquals(0, help.exitCode());
    assertEquals("", help.err());
    return help.out();
  }
}
