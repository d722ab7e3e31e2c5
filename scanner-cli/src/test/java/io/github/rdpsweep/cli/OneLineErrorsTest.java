package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.TransportKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

class OneLineErrorsTest {

  private final StringWriter err = new StringWriter();

  @AfterEach
  void forgetDebugging() {
    System.clearProperty("rdpsweep.debug");
  }

  @Test
  void badInputIsUsage() {
    int exitCode =
        run(
            new IllegalArgumentException(
                "targets.txt:17: \"10.0.0.0/33\": prefix length above 32"));

    assertEquals(2, exitCode);
    assertEquals("rdpsweep: targets.txt:17: \"10.0.0.0/33\": prefix length above 32\n", printed());
  }

  @Test
  void inputThatCannotBeReadOrWrittenIsIncomplete() {
    assertEquals(3, run(new IOException("out.csv: No space left on device")));
    assertEquals("rdpsweep: out.csv: No space left on device\n", printed());
  }

  @Test
  void uncheckedInputOutputErrorsAreUnwrapped() {
    assertEquals(3, run(new UncheckedIOException(new IOException("out.csv: Permission denied"))));
    assertEquals("rdpsweep: out.csv: Permission denied\n", printed());
  }

  @Test
  void unexpectedExceptionIsOneLineThatSaysHowToLearnMore() {
    assertEquals(3, run(new IllegalStateException("first line\n  second line")));
    assertEquals(
        "rdpsweep: unexpected java.lang.IllegalStateException: first line second line"
            + " (RDPSWEEP_JAVA_OPTS=-Drdpsweep.debug=true says where)\n",
        printed());
  }

  @Test
  void errorsOfTheJvmAreReportedAlike() {
    assertEquals(3, run(new StackOverflowError()));
    assertTrue(printed().startsWith("rdpsweep: unexpected java.lang.StackOverflowError"));
    assertEquals(1, printed().lines().count());
  }

  @Test
  void stackTraceComesWhenAskedFor() {
    System.setProperty("rdpsweep.debug", "true");

    run(new IllegalStateException("a bug"));

    assertTrue(printed().contains("\n\tat " + getClass().getName()), printed());
  }

  @Test
  void aConvertersReasonIsShownWithItsOption() {
    assertEquals(2, run(new IllegalStateException("not reached"), "--rate", "soon"));
    assertEquals("rdpsweep: --rate: \"soon\": no number\nTry 'test --help'.\n", printed());
  }

  @Test
  void picoclisOwnReasonIsOneLine() {
    assertEquals(2, run(new IllegalStateException("not reached"), "--count"));
    assertEquals(
        """
        rdpsweep: Missing required parameter for option '--count' (PARAM)
        Try 'test --help'.
        """,
        printed());
  }

  @ParameterizedTest
  @CsvSource({
    "--count, many, is not a whole number",
    "--count, 1.5, is not a whole number",
    "--count, 9999999999, is out of range",
    "--transport, bogus, 'is not one of auto, epoll, nio, io_uring'"
  })
  void picoclisConvertersGiveReasonsInWordsOfTheUsers(String option, String value, String reason) {
    assertEquals(2, run(new IllegalStateException("not reached"), option, value));
    assertEquals(
        "rdpsweep: " + option + ": \"" + value + "\" " + reason + "\nTry 'test --help'.\n",
        printed());
  }

  private int run(Throwable thrown, String... args) {
    OneLineErrors errors = new OneLineErrors();
    CommandLine commandLine =
        new CommandLine(new Throwing(thrown))
            .setErr(new PrintWriter(err, true))
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--rate")
                .type(String.class)
                .converters(OneLineErrorsTest::reject)
                .build())
        .addOption(OptionSpec.builder("--count").type(int.class).build())
        .addOption(OptionSpec.builder("--transport").type(TransportKind.class).build());
    return errors.guard(commandLine, args);
  }

  private String printed() {
    return err.toString().replace(System.lineSeparator(), "\n");
  }

  /** A command that ends as it is told to. */
  @Command(name = "test")
  private static final class Throwing implements Callable<Integer> {

    private final Throwable thrown;

    Throwing(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public Integer call() throws Exception {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown;
    }
  }

  /** A converter that rejects everything, as the core's parsers do. */
  private static String reject(String value) {
    throw new IllegalArgumentException("\"" + value + "\": no number");
  }
}
