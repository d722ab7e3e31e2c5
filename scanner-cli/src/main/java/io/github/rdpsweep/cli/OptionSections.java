package io.github.rdpsweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The part of a command's help that lists its options: a section for each mixin, headed by the name
 * of the field that holds it, and before them the command's own.
 */
/*
 * Why not picocli's argument groups, which have headings: a group whose option is given twice is
 * begun anew, and what was given before is lost. A sweep that loses its excludes is not to be had.
 */
final class OptionSections implements IHelpSectionRenderer {

  /** Mixed in by picocli itself, and not a subject of its own. */
  private static final String STANDARD_HELP = "mixinStandardHelpOptions";

  private OptionSections() {}

  /** Lists a program's options like this, in all its commands. */
  static void install(CommandLine program) {
    Map<String, IHelpSectionRenderer> sections = program.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
    sections.remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST);
    program.setHelpSectionMap(sections);
    program.getSubcommands().values().forEach(OptionSections::install);
  }

  /** Arguments by heading: the command's own under an empty one, then those of each mixin. */
  static Map<String, List<ArgSpec>> of(CommandSpec command) {
    List<ArgSpec> own = new ArrayList<>(command.positionalParameters());
    own.addAll(command.options());
    Map<String, List<ArgSpec>> sections = new LinkedHashMap<>();
    sections.put("", own);
    for (Map.Entry<String, CommandSpec> mixin : command.mixins().entrySet()) {
      if (!mixin.getKey().equals(STANDARD_HELP)) {
        List<ArgSpec> arguments = new ArrayList<>(mixin.getValue().positionalParameters());
        arguments.addAll(mixin.getValue().options());
        own.removeAll(arguments);
        sections.put(heading(mixin.getKey()), arguments);
      }
    }
    return sections;
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    of(help.commandSpec())
        .forEach(
            (heading, arguments) -> {
              if (!heading.isEmpty()) {
                text.append(help.createHeading("%n" + heading + ":%n"));
              }
              text.append(list(help, arguments));
            });
    return text.toString();
  }

  private static String heading(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String list(Help help, List<ArgSpec> arguments) {
    List<PositionalParamSpec> positionals = new ArrayList<>();
    List<OptionSpec> options = new ArrayList<>();
    for (ArgSpec argument : arguments) {
      if (argument instanceof OptionSpec option) {
        options.add(option);
      } else if (argument instanceof PositionalParamSpec positional) {
        positionals.add(positional);
      }
    }
    CommandSpec command = help.commandSpec(); // all of it, so that all sections are aligned
    Layout layout =
        help.createDefaultLayout(
            command.options(), command.positionalParameters(), help.colorScheme());
    layout.addPositionalParameters(positionals, help.parameterLabelRenderer());
    layout.addOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }
}
