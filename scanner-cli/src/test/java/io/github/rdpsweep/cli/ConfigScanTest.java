package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that come from a file. */
final class ConfigScanTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("rdpsweep.conf");
    Files.writeString(
        file,
        """
        # for all
        target = 10.20.0.0/24
        target = 10.20.1.0/24
        exclude = 10.20.0.7
        exclude = 10.20.0.8,10.20.0.9
        rate = 50
        seed = 5

        [night]
        rate = 2000
        security = true
        exclude = 10.20.0.10

        [small]
        target = 10.20.9.0/28
        security = false
        """);
  }

  @Test
  void readsWhatStandsBeforeAllSections() {
    String printed = printed();

    assertTrue(printed.contains("\ntarget = 10.20.0.0/24\ntarget = 10.20.1.0/24\n"), printed);
    assertTrue(printed.contains("\nexclude = 10.20.0.7\nexclude = 10.20.0.8,10.20.0.9\n"), printed);
    assertTrue(printed.contains("\nrate = 50\n"), printed);
    assertTrue(printed.contains("\n# depth = negotiate\n"), printed);
    assertTrue(printed.contains("\n# security = false\n"), printed);
  }

  @Test
  void aProfileWinsAndExcludesAddUp() {
    String printed = printed("--profile", "night");

    assertTrue(printed.contains("\nrate = 2000\n"), printed);
    assertTrue(printed.contains("\nsecurity = true\n"), printed);
    assertTrue(
        printed.contains(
            "\nexclude = 10.20.0.7\nexclude = 10.20.0.8,10.20.0.9\nexclude = 10.20.0.10\n"),
        printed);
    assertTrue(printed("--profile=small").contains("\ntarget = 10.20.9.0/28\n"));
    assertTrue(!printed("--profile=small").contains("10.20.1.0/24"));
  }

  @Test
  void whatIsTypedWinsButForExcludes() {
    String printed = printed("--rate=7", "--exclude=10.30.0.1", "10.30.0.0/24", "--profile=night");

    assertTrue(printed.contains("\nrate = 7\n"), printed);
    assertTrue(printed.contains("\ntarget = 10.30.0.0/24\n"), printed);
    assertTrue(!printed.contains("\ntarget = 10.20"), printed);
    assertTrue(printed.contains("\nexclude = 10.20.0.7\n"), printed);
    assertTrue(printed.contains("\nexclude = 10.30.0.1\n"), printed);
  }

  @Test
  void whatIsPrintedGivesTheSameSweep() throws IOException {
    Path copy = Files.writeString(folder.resolve("copy.conf"), printed("--profile=night"));

    Invocation first = scan(file, "--profile=night", "--dry-run");
    Invocation second = scan(copy, "--dry-run");

    assertEquals(0, first.exitCode(), first::err);
    assertTrue(first.out().contains("508"), first::out);
    assertEquals(first, second);
    assertEquals(printed("--profile=night"), scan(copy, "--print-config").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frequency = 3 | :1: \"frequency\" is no option that a file may set; see scan --help",
        "config = x | :1: \"config\" is no option that a file may set; see scan --help",
        "yes = true | :1: \"yes\" is no option that a file may set; see scan --help",
        "rate = fast | :1: rate: \"fast\" is no rate: 1 to 10000000 a second, or unlimited",
        "security = on | :1: security: \"on\" is neither true nor false",
        "rate = | :1: \"rate\" has no value",
        "rate 5 | :1: \"rate 5\" is neither name = value nor [profile]",
        "depth = deep | :1: depth: \"deep\" is not one of connect, negotiate, tls, identity",
      })
  void saysFileAndLineOfWhatIsWrong(String line, String said) throws IOException {
    Files.writeString(file, line + "\n");

    assertEquals(
        new Invocation(2, "", "rdpsweep: " + file + said + "\n"), scan(file, "10.0.0.1", "-q"));
  }

  @Test
  void saysWhichProfilesThereAre() {
    assertEquals(
        new Invocation(
            2, "", "rdpsweep: --profile: \"day\" is no section of " + file + ": night, small\n"),
        scan(file, "--profile=day"));
    assertEquals(
        new Invocation(2, "", "rdpsweep: --profile: needs --config FILE\n"),
        rdpsweep("scan", "10.0.0.1", "--profile=day"));
    assertEquals(
        new Invocation(2, "", "rdpsweep: --config: " + folder.resolve("no") + ": no such file\n"),
        scan(folder.resolve("no")));
  }

  private String printed(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--print-config"));
    all.addAll(Arrays.asList(arguments));
    Invocation scan = scan(file, all.toArray(String[]::new));
    assertEquals(0, scan.exitCode(), scan::err);
    return scan.out();
  }

  private static Invocation scan(Path config, String... arguments) {
    List<String> all = new ArrayList<>(List.of("scan", "--config", config.toString()));
    all.addAll(Arrays.asList(arguments));
    return rdpsweep(all.toArray(String[]::new));
  }
}
