package io.github.rdpsweep.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Arguments as typed, with what a {@code --config} file says put among them. */
/*
 * Why arguments, and not picocli's provider of defaults: that one gives a single value for an option
 * that may be given more than once, and forgets the file's excludes as soon as one is typed. A sweep
 * that loses excludes is not to be had. And a value of the file is checked with its line at hand.
 */
final class ConfiguredArguments {

  /** What the file calls the targets, which are no option. */
  static final String TARGET = "target";

  private static final String CONFIG = "--config";

  /** They never replace one another. */
  private static final Set<String> ADDING_UP = Set.of("--exclude", "--exclude-file");

  /** Of no use in a file, or not for it to decide. */
  private static final Set<String> TYPED_ONLY =
      Set.of(CONFIG, "--profile", "--print-config", "--help", "--version", "--yes");

  private ConfiguredArguments() {}

  /**
   * Puts them together; arguments that cannot be parsed are left for picocli to complain of.
   *
   * @throws IllegalArgumentException for whatever is wrong with the file
   */
  static String[] of(CommandLine program, String... args) {
    if (Arrays.stream(args).noneMatch(arg -> arg.startsWith(CONFIG))) {
      return args;
    }
    ParseResult typed;
    try {
      typed = program.parseArgs(args).subcommand();
    } catch (ParameterException e) {
      return args;
    }
    if (typed == null || typed.isUsageHelpRequested() || !typed.hasMatchedOption(CONFIG)) {
      return args;
    }
    Path file = typed.matchedOptionValue(CONFIG, null);
    Optional<String> profile = Optional.ofNullable(typed.matchedOptionValue("--profile", null));
    CommandSpec command = typed.commandSpec();
    List<String> configured = new ArrayList<>();
    List<ConfigFile.Entry> entries = ConfigFile.read(file, profile);
    entries.forEach(entry -> check(command, entry));
    for (ConfigFile.Entry entry : heeded(entries, typed)) {
      argument(program, command, entry).ifPresent(configured::add);
    }
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(all.indexOf(command.name()) + 1, configured);
    return all.toArray(String[]::new);
  }

  private static void check(CommandSpec command, ConfigFile.Entry entry) {
    String name = option(entry.name());
    boolean isKnown = command.findOption(name) != null || entry.name().equals(TARGET);
    if (!isKnown || TYPED_ONLY.contains(name)) {
      throw entry.refuse(
          "\"" + entry.name() + "\" is no option that a file may set; see scan --help");
    }
  }

  /** Without what is typed, or said again by the profile. */
  private static List<ConfigFile.Entry> heeded(List<ConfigFile.Entry> entries, ParseResult typed) {
    Set<String> said = new HashSet<>();
    Set<String> ofProfile = new HashSet<>();
    for (OptionSpec option : typed.matchedOptions()) {
      said.add(option.longestName());
    }
    boolean targetsTyped = !typed.matchedPositionals().isEmpty() || said.contains("--targets-file");
    if (targetsTyped) {
      said.add(option(TARGET));
      said.add("--targets-file");
    }
    for (ConfigFile.Entry entry : entries) {
      if (!entry.profile().isEmpty()) {
        ofProfile.add(option(entry.name()));
      }
    }
    if (ofProfile.contains(option(TARGET)) || ofProfile.contains("--targets-file")) {
      ofProfile.addAll(List.of(option(TARGET), "--targets-file"));
    }
    List<ConfigFile.Entry> heeded = new ArrayList<>();
    for (ConfigFile.Entry entry : entries) {
      String option = option(entry.name());
      boolean replaced = entry.profile().isEmpty() && ofProfile.contains(option);
      if (ADDING_UP.contains(option) || (!said.contains(option) && !replaced)) {
        heeded.add(entry);
      }
    }
    return heeded;
  }

  private static String option(String name) {
    return "--" + name;
  }

  /** The line as an argument; none for a flag that is not set. */
  private static Optional<String> argument(
      CommandLine program, CommandSpec command, ConfigFile.Entry entry) {
    String name = option(entry.name());
    if (entry.name().equals(TARGET)) {
      return checked(program, command, entry, entry.value());
    }
    OptionSpec option = command.findOption(name);
    if (option.arity().max() > 0) {
      return checked(program, command, entry, name + "=" + entry.value());
    }
    return switch (entry.value()) {
      case "true" -> Optional.of(name);
      case "false" -> Optional.empty();
      default ->
          throw entry.refuse(
              entry.name() + ": \"" + entry.value() + "\" is neither true nor false");
    };
  }

  private static Optional<String> checked(
      CommandLine program, CommandSpec command, ConfigFile.Entry entry, String argument) {
    try {
      program.parseArgs(command.name(), argument);
      return Optional.of(argument);
    } catch (ParameterException e) {
      throw entry.refuse(OneLineErrors.usageMessage(e).replaceFirst("^--", ""));
    }
  }
}
