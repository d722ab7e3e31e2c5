package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual pages and the completion, by the tools that their readers use where those are here.
 */
final class GeneratedFilesTest {

  @TempDir private Path directory;

  private final CommandLine program = GeneratedFiles.program();

  @BeforeEach
  void generate() throws IOException {
    GeneratedFiles.main(new String[] {directory.toString()});
  }

  @Test
  void everyCommandHasAPage() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("rdpsweep.1"));
    program.getSubcommands().keySet().forEach(name -> expected.add("rdpsweep-" + name + ".1"));

    assertEquals(
        expected,
        pages().stream().map(page -> page.getFileName().toString()).collect(Collectors.toSet()));
  }

  @Test
  void everyVisibleOptionIsOnItsPageAndCompleted() throws IOException {
    String completion = Files.readString(directory.resolve("completions/rdpsweep"), UTF_8);
    for (CommandLine command : program.getSubcommands().values()) {
      String page = Files.readString(page(ManualPage.name(command)), UTF_8);
      for (OptionSpec option : command.getCommandSpec().options()) {
        String name = option.longestName();
        assertEquals(
            !option.hidden(),
            page.contains(name.replace("-", "\\-")),
            command.getCommandName() + " " + name);
        assertTrue(option.hidden() || completion.contains(name), name);
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void manFormatsThePagesWithoutAWarning() throws Exception {
    assumeTrue(has("man") && has("groff"), "no man here");
    for (Path page : pages()) {
      Run run = run("man", "--warnings=all", "-E", "UTF-8", "-l", "-Tutf8", page.toString());

      assertEquals(new Run(0, ""), new Run(run.exitCode(), run.err()), page.toString());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bashLoadsTheCompletionSilentlyAndCompletes() throws Exception {
    assumeTrue(has("bash"), "no bash here");
    Run run =
        run(
            "bash",
            "-c",
            "set -e; . \"$0\"; complete -p rdpsweep >&2;"
                + " COMP_WORDS=(rdpsweep scan --seg) COMP_CWORD=2; _complete_rdpsweep || true;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\" >&2",
            directory.resolve("completions/rdpsweep").toString());

    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.err().lines().toList();
    assertTrue(lines.get(0).endsWith("rdpsweep"), run.err());
    assertTrue(lines.contains("--segment-rate"), run.err());
  }

  private Path page(String name) {
    return directory.resolve("man/man1").resolve(name + ".1");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("man/man1"))) {
      return files.sorted().toList();
    }
  }

  private static boolean has(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private Run run(String... command) throws IOException, InterruptedException {
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    builder.environment().put("MANWIDTH", "80");
    return new Run(builder.start().waitFor(), Files.readString(err, UTF_8));
  }

  /** How a tool ended, and what it complained of. */
  private record Run(int exitCode, String err) {}
}
