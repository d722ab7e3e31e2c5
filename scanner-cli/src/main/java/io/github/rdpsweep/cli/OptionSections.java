package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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

  @Override
  public String render(Help help) {
    CommandSpec command = help.commandSpec();
    Set<ArgSpec> own =
        Stream.concat(command.positionalParameters().stream(), command.options().stream())
            .collect(toCollection(LinkedHashSet::new));
    StringBuilder sections = new StringBuilder();
    for (Map.Entry<String, CommandSpec> mixin : command.mixins().entrySet()) {
      if (!mixin.getKey().equals(STANDARD_HELP)) {
        List<ArgSpec> arguments = new ArrayList<>(mixin.getValue().positionalParameters());
        arguments.addAll(mixin.getValue().options());
        own.removeAll(arguments);
        sections.append(heading(help, mixin.getKey())).append(list(help, arguments));
      }
    }
    return list(help, List.copyOf(own)) + sections;
  }

  private static String heading(Help help, String name) {
    String word = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return help.createHeading("%n" + word + ":%n");
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
