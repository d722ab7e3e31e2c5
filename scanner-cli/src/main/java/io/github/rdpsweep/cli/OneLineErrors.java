package io.github.rdpsweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns every exception into one line on standard error and an exit code. {@code
 * -Drdpsweep.debug=true} adds the stack trace.
 */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String DEBUG_PROPERTY = "rdpsweep.debug";

  /** Runs the command line; errors that picocli lets through end here like its exceptions. */
  int guard(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      return unexpected(e, commandLine);
    }
  }

  /** Bad usage: what is wrong, and where to read on. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    print(commandLine, usageMessage(e) + suggestion(e));
    commandLine
        .getErr()
        .println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
    printTraceIfAsked(e, commandLine);
    return ExitCode.USAGE;
  }

  /** Whatever a command throws, sorted by the core's convention for bad input. */
  @Override
  public int handleExecutionException(
      Exception e, CommandLine commandLine, ParseResult parseResult) {
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      print(commandLine, e.getMessage());
      printTraceIfAsked(e, commandLine);
      return ExitCode.USAGE;
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      Throwable cause =
          e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
      print(commandLine, cause.getMessage() == null ? cause.toString() : cause.getMessage());
      printTraceIfAsked(e, commandLine);
      return ExitCode.INCOMPLETE;
    }
    return unexpected(e, commandLine);
  }

  private static int unexpected(Throwable e, CommandLine commandLine) {
    print(
        commandLine, "unexpected " + e + " (RDPSWEEP_JAVA_OPTS=-Drdpsweep.debug=true says where)");
    printTraceIfAsked(e, commandLine);
    return ExitCode.INCOMPLETE;
  }

  /** A converter's own reason, without picocli's words around it; else picocli's message. */
  private static String usageMessage(ParameterException e) {
    ArgSpec argument = e.getArgSpec();
    Throwable cause = e.getCause();
    if (argument != null
        && cause instanceof IllegalArgumentException
        && cause.getMessage() != null) {
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      return name + ": " + cause.getMessage();
    }
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !e.getCommandLine().getSubcommands().isEmpty()) {
      return "unknown command '" + unmatched.getUnmatched().get(0) + "'";
    }
    return e.getMessage();
  }

  private static String suggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return " (did you mean " + String.join(" or ", suggestions) + "?)";
      }
    }
    return "";
  }

  private static void print(CommandLine commandLine, String message) {
    commandLine.getErr().println("rdpsweep: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static void printTraceIfAsked(Throwable e, CommandLine commandLine) {
    if (Boolean.getBoolean(DEBUG_PROPERTY)) {
      PrintWriter err = commandLine.getErr();
      e.printStackTrace(err);
      err.flush();
    }
  }
}
