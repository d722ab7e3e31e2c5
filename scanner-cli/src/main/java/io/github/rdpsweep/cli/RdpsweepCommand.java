package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.SweepOrigin;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: holds the standard streams, and lists the subcommands and the exit codes. */
@Command(
    name = "rdpsweep",
    description = "Sweeps fleets of RDP hosts and says at which layer their connections die.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScanCommand.class,
      TraceCommand.class,
      DemoCommand.class,
      DiffCommand.class,
      MergeCommand.class,
      ReportCommand.class,
      ExplainCommand.class
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:all that was asked for is done",
      " 1:done, and what --fail-on names was found",
      " 2:bad usage or bad input; nothing was done",
      " 3:incomplete, or the outputs could not be written",
      "130:interrupted; what was known is written"
    })
final class RdpsweepCommand implements Runnable {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  RdpsweepCommand(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Standard input. */
  InputStream in() {
    return in;
  }

  /** Standard output, for text. */
  PrintStream out() {
    return out;
  }

  /** Standard output for data: unlike a PrintStream it tells when the reader is gone. */
  OutputStream standardOutput() {
    return out == System.out ? new FileOutputStream(FileDescriptor.out) : out;
  }

  /** Standard error. */
  PrintStream err() {
    return err;
  }

  /** Where a sweep comes from that this call makes. */
  SweepOrigin origin() {
    return new SweepOrigin(
        Version.program(),
        spec.commandLine().getParseResult().originalArgs(),
        Vantage.host(),
        Version.platform());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
