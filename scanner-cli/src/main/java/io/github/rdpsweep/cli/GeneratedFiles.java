package io.github.rdpsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what packages hold beside the program and what would be wrong as soon as an option is
 * added: manual pages, and the completion for bash. Run by the build.
 */
final class GeneratedFiles {

  private GeneratedFiles() {}

  /**
   * Writes them all.
   *
   * @param args a directory
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    CommandLine program = program();
    Path manual = Files.createDirectories(directory.resolve("man/man1"));
    write(manual, program);
    for (CommandLine command : program.getSubcommands().values()) {
      write(manual, command);
    }
    Path completion = Files.createDirectories(directory.resolve("completions"));
    Files.writeString(
        completion.resolve(program.getCommandName()),
        withoutInterpreter(AutoComplete.bash(program.getCommandName(), program)),
        UTF_8);
  }

  /** A shell reads the file; it is no program, as its first line would have it. */
  private static String withoutInterpreter(String script) {
    return script.startsWith("#!") ? script.substring(script.indexOf('\n') + 1) : script;
  }

  /** The whole command line, never to be executed. */
  static CommandLine program() {
    RdpsweepCommand root =
        new RdpsweepCommand(InputStream.nullInputStream(), System.out, System.err);
    CommandLine program = new CommandLine(root);
    Subcommands.addAll(program);
    return program;
  }

  private static void write(Path manual, CommandLine command) throws IOException {
    Files.writeString(
        manual.resolve(ManualPage.name(command) + ".1"),
        ManualPage.of(command, Version.number()),
        UTF_8);
  }
}
