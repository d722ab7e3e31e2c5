package io.github.rdpsweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which commands are made for which arguments. */
final class SubcommandsTest {

  @Test
  void makesOnlyTheCommandThatIsCalled() {
    assertEquals(Set.of("scan"), names("scan", "demo"));
    assertEquals(Set.of("demo"), names("demo", "--help"));
  }

  @Test
  void makesAllWhereTheFirstWordIsNoCommand() {
    Set<String> all = names();

    assertEquals(all, names("--help"));
    assertEquals(all, names("scam"));
    assertEquals(all, names("--help", "scan"));
  }

  @Test
  void callsThemAsTheyCallThemselves() {
    GeneratedFiles.program()
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertEquals(
                    name,
                    command
                        .getCommandSpec()
                        .userObject()
                        .getClass()
                        .getAnnotation(CommandLine.Command.class)
                        .name()));
  }

  private static Set<String> names(String... args) {
    CommandLine program = new CommandLine(new RdpsweepCommand(System.in, System.out, System.err));
    Subcommands.addNeeded(program, args);
    return program.getSubcommands().keySet();
  }
}
