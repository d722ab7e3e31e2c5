package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void helpGoesToStandardOutputAndDocumentsEveryExitCode() {
    Invocation help = rdpsweep("--help");

    assertEquals(0, help.exitCode());
    assertEquals("", help.err());
    assertTrue(help.out().startsWith("Usage: rdpsweep "), help.out());
    for (int code : new int[] {0, 1, 2, 3, 130}) {
      assertTrue(help.out().matches("(?s).*\n *" + code + " {2,}\\w.*"), "exit code " + code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void versionNamesProgramAndPlatform(String option) {
    Invocation version = rdpsweep(option);

    assertEquals(0, version.exitCode());
    assertEquals("", version.err());
    assertTrue(version.out().startsWith("rdpsweep "), version.out());
    assertTrue(version.out().contains(System.getProperty("java.version")), version.out());
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    Invocation help = rdpsweep("explain", "--help");

    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("Usage: rdpsweep explain "), help.out());
    assertTrue(help.out().contains("Examples:\n"), help.out());
  }

  @Test
  void noCommandIsBadUsage() {
    assertEquals(
        new Invocation(2, "", "rdpsweep: no command given\nTry 'rdpsweep --help'.\n"), rdpsweep());
  }

  @Test
  void unknownCommandIsOneLineAndAHint() {
    assertEquals(
        new Invocation(
            2,
            "",
            """
            rdpsweep: unknown command 'frobnicate', not one of scan, trace, demo, check, diff, merge, report, inventory, explain
            Try 'rdpsweep --help'.
            """),
        rdpsweep("frobnicate", "10.0.0.0/8"));
  }

  @Test
  void unknownOptionIsOneLineWithASuggestionAndAHint() {
    assertEquals(
        new Invocation(
            2,
            "",
            """
            rdpsweep: Unknown option: '--hep' (did you mean --help?)
            Try 'rdpsweep explain --help'.
            """),
        rdpsweep("explain", "--hep"));
  }

  @Test
  void outputThatCannotBeWrittenIsNoSuccess() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    int exitCode =
        Main.run(
            InputStream.nullInputStream(),
            new PrintStream(full, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            "--help");

    assertEquals(3, exitCode);
    assertEquals(
        "rdpsweep: standard output: not everything could be written", err.toString(UTF_8).strip());
  }
}
