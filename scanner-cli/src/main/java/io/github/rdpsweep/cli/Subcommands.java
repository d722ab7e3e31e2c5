package io.github.rdpsweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The commands below {@code rdpsweep}, by name, in the order of the help. */
/*
 * Why not @Command's own list: picocli reads all of a command's options by reflection before it looks
 * at the arguments, for each command listed. A sweep would wait for the options of all the others.
 */
final class Subcommands {

  private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("scan", ScanCommand.class);
    BY_NAME.put("trace", TraceCommand.class);
    BY_NAME.put("demo", DemoCommand.class);
    BY_NAME.put("check", CheckCommand.class);
    BY_NAME.put("diff", DiffCommand.class);
    BY_NAME.put("merge", MergeCommand.class);
    BY_NAME.put("report", ReportCommand.class);
    BY_NAME.put("inventory", InventoryCommand.class);
    BY_NAME.put("explain", ExplainCommand.class);
  }

  private Subcommands() {}

  /** Adds the one that the arguments begin with; all of them if they begin with none. */
  static void addNeeded(CommandLine program, String... args) {
    Class<?> called = args.length == 0 ? null : BY_NAME.get(args[0]);
    if (called == null) {
      addAll(program);
    } else {
      program.addSubcommand(args[0], called);
    }
  }

  /** Adds every one of them. */
  static void addAll(CommandLine program) {
    BY_NAME.forEach(program::addSubcommand);
  }
}
