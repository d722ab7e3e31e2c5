package io.github.rdpsweep.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help as a manual page: roff with the macros of man(7). */
/*
 * Why not picocli's own generator: it writes AsciiDoc, and what makes roff of that brings a Ruby
 * interpreter into the build. A page needs a dozen macros.
 */
final class ManualPage {

  private final CommandSpec command;
  private final Help help;
  private final String version;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(CommandLine command, String version) {
    this.command = command.getCommandSpec();
    this.help = new Help(this.command, Help.defaultColorScheme(Ansi.OFF));
    this.version = version;
  }

  /**
   * The page of a command.
   *
   * @param version of the program, for the page's foot
   */
  static String of(CommandLine command, String version) {
    return new ManualPage(command, version).text();
  }

  /** What the page is called: {@code rdpsweep-scan}. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private String text() {
    String name = command.qualifiedName("-");
    macro(".TH", quoted(name.toUpperCase(Locale.ROOT)), "1", "\"\"", quoted("rdpsweep " + version));
    macro(".SH", "NAME");
    line(name + " - " + command.usageMessage().description()[0].replaceFirst("\\.$", ""));
    macro(".SH", "SYNOPSIS");
    line(help.synopsis(0).strip().replaceAll("\\s+", " "));
    macro(".SH", "DESCRIPTION");
    for (String paragraph : command.usageMessage().description()) {
      macro(".PP");
      line(paragraph);
    }
    commands();
    options();
    exitCodes();
    footer();
    seeAlso();
    return page.toString();
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    macro(".SH", "COMMANDS");
    for (CommandLine subcommand : command.subcommands().values()) {
      macro(".TP");
      bold(name(subcommand) + "(1)");
      line(subcommand.getCommandSpec().usageMessage().description()[0]);
    }
  }

  private void options() {
    macro(".SH", "OPTIONS");
    for (Map.Entry<String, List<ArgSpec>> section : OptionSections.of(command).entrySet()) {
      if (!section.getKey().isEmpty()) {
        macro(".SS", section.getKey());
      }
      for (ArgSpec argument : section.getValue()) {
        if (!argument.hidden()) {
          option(argument);
        }
      }
    }
  }

  private void option(ArgSpec argument) {
    macro(".TP");
    String value =
        help.parameterLabelRenderer()
            .renderParameterLabel(argument, Ansi.OFF, List.of())
            .toString();
    bold(argument instanceof OptionSpec option ? String.join(", ", option.names()) + value : value);
    for (String sentence : argument.description()) {
      line(sentence);
    }
  }

  private void exitCodes() {
    macro(".SH", "EXIT STATUS");
    command
        .usageMessage()
        .exitCodeList()
        .forEach(
            (code, meaning) -> {
              macro(".TP");
              bold(code.strip());
              line(meaning);
            });
  }

  private void footer() {
    String[] lines = command.usageMessage().footer();
    if (lines.length == 0) {
      return;
    }
    macro(".SH", "EXAMPLES");
    macro(".nf");
    for (String example : lines) {
      line(example);
    }
    macro(".fi");
  }

  private void seeAlso() {
    if (command.parent() == null) {
      macro(".SH", "ENVIRONMENT");
      macro(".TP");
      bold("RDPSWEEP_JAVA_OPTS");
      line("Further options for Java, such as -Xmx256m.");
    } else {
      macro(".SH", "SEE ALSO");
      bold(command.parent().qualifiedName("-") + "(1)");
    }
  }

  private void macro(String... words) {
    page.append(String.join(" ", words)).append('\n');
  }

  private void bold(String text) {
    page.append("\\fB").append(escaped(text)).append("\\fR\n");
  }

  private void line(String text) {
    String escaped = escaped(text);
    // Else roff would take it for a macro.
    if (escaped.startsWith(".") || escaped.startsWith("'")) {
      page.append("\\&");
    }
    page.append(escaped).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
