package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
      return commandLine.execute(ConfiguredArguments.of(commandLine, args));
    } catch (IllegalArgumentException e) {
      print(commandLine, e.getMessage()); // what a --config file says
      printTraceIfAsked(e, commandLine);
      return ExitCode.USAGE;
    } catch (Error e) {
      return unexpected(e, commandLine);
    }
  }

  /** Bad usage: what is wrong, and where to read on. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    if (commandLine.getCommand() instanceof MonitoringPlugin plugin) {
      return unknown(plugin, usageMessage(e), e, commandLine);
    }
    print(commandLine, usageMessage(e));
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
    if (commandLine.getCommand() instanceof MonitoringPlugin plugin) {
      return unknown(
          plugin, e.getMessage() == null ? e.toString() : e.getMessage(), e, commandLine);
    }
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

  private static int unknown(
      MonitoringPlugin plugin, String reason, Exception e, CommandLine commandLine) {
    commandLine.getOut().println(plugin.unknown(oneLine(reason)));
    printTraceIfAsked(e, commandLine);
    return PluginState.UNKNOWN.exitCode();
  }

  private static int unexpected(Throwable e, CommandLine commandLine) {
    print(
        commandLine, "unexpected " + e + " (RDPSWEEP_JAVA_OPTS=-Drdpsweep.debug=true says where)");
    printTraceIfAsked(e, commandLine);
    return ExitCode.INCOMPLETE;
  }

  /** A converter's own reason, without picocli's words around it; else picocli's message. */
  static String usageMessage(ParameterException e) {
    ArgSpec argument = e.getArgSpec();
    if (argument != null) {
      Optional<String> reason = reason(argument, e);
      if (reason.isPresent()) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return name + ": " + reason.get();
      }
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      Set<String> commands = e.getCommandLine().getSubcommands().keySet();
      return unmatched.isUnknownOption() || commands.isEmpty()
          ? e.getMessage() + suggestion(unmatched)
          : "unknown command '"
              + unmatched.getUnmatched().get(0)
              + "', not one of "
              + String.join(", ", commands);
    }
    return e.getMessage();
  }

  private static Optional<String> reason(ArgSpec argument, ParameterException e) {
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      return Optional.of(cause.getMessage());
    }
    if (e.getValue() == null) {
      return Optional.empty();
    }
    String quoted = "\"" + e.getValue() + "\"";
    Class<?> type = argument.auxiliaryTypes()[0];
    if (type.isEnum()) {
      String words =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .collect(joining(", "));
      return Optional.of(quoted + " is not one of " + words);
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      boolean number = e.getValue().matches("[+-]?\\d+");
      return Optional.of(quoted + (number ? " is out of range" : " is not a whole number"));
    }
    return Optional.empty();
  }

  private static String suggestion(UnmatchedArgumentException unmatched) {
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
  }

  private static void print(CommandLine commandLine, String message) {
    commandLine.getErr().println("rdpsweep: " + oneLine(message));
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static void printTraceIfAsked(Throwable e, CommandLine commandLine) {
    if (Boolean.getBoolean(DEBUG_PROPERTY)) {
      PrintWriter err = commandLine.getErr();
      e.printStackTrace(err);
      err.flush();
    }
  }
}
