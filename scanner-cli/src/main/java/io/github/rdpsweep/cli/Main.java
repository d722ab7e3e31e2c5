package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The program {@code rdpsweep}: arguments in, an exit code out. */
public final class Main {

  /** Kept, since levels are forgotten with loggers that nobody holds. */
  private static final Logger NETTY = Logger.getLogger("io.netty");

  private Main() {}

  public static void main(String[] args) {
    NETTY.setLevel(Level.SEVERE); // where interfaces are missing it says so at length, in vain
    System.exit(run(System.in, System.out, System.err, args));
  }

  /**
   * Runs the whole program without ending the JVM.
   *
   * @param in standard input
   * @param out takes data, and nothing else
   * @param err takes progress, warnings and errors
   * @param args as typed
   * @return one of {@link ExitCode}
   */
  static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
    OneLineErrors errors = new OneLineErrors();
    CommandLine commandLine = new CommandLine(new RdpsweepCommand(in, out, err));
    Subcommands.addNeeded(commandLine, args);
    commandLine
        .setOut(new PrintWriter(out, false, UTF_8)) // whole pages, so that | head ends well
        .setErr(new PrintWriter(err, true, UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
    OptionSections.install(commandLine);
    int exitCode = errors.guard(commandLine, args);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    if (out.checkError() && exitCode == ExitCode.DONE) {
      err.println("rdpsweep: standard output: not everything could be written");
      return ExitCode.INCOMPLETE;
    }
    return exitCode;
  }
}
