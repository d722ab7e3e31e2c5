package io.github.rdpsweep.cli;

import java.io.PrintStream;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All options as a {@code --config} file: those that are set, and the others as comments. */
final class ConfigText {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "--config",
          "--profile",
          "--print-config",
          "--dry-run",
          "--list-columns",
          "--help",
          "--version",
          "--yes");

  private ConfigText() {}

  static void print(PrintStream out, CommandSpec command) {
    ParseResult given = command.commandLine().getParseResult();
    out.println("# rdpsweep scan --config FILE; lines with # are the defaults");
    given.matchedPositionals().stream()
        .flatMap(positional -> positional.stringValues().stream())
        .distinct()
        .forEach(target -> out.println(ConfiguredArguments.TARGET + " = " + target));
    for (OptionSpec option : command.options()) {
      if (!LEFT_OUT.contains(option.longestName()) && !option.hidden()) {
        print(out, option, given.hasMatchedOption(option));
      }
    }
  }

  private static void print(PrintStream out, OptionSpec option, boolean isSet) {
    String name = option.longestName().substring(2);
    if (!isSet) {
      String value = option.arity().max() == 0 ? "false" : option.defaultValueString();
      out.println("# " + name + " =" + (value == null || value.equals("null") ? "" : " " + value));
    } else if (option.arity().max() == 0) {
      out.println(name + " = true");
    } else {
      option.originalStringValues().forEach(value -> out.println(name + " = " + value));
    }
  }
}
