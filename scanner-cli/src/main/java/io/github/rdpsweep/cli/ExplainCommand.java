package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.diagnosis.Explanation;
import io.github.rdpsweep.diagnosis.Explanation.Step;
import io.github.rdpsweep.diagnosis.Explanations;
import io.github.rdpsweep.diagnosis.Topic;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rdpsweep explain}: what a word of the CSV or a code of RDP says, and what to do next. */
@Command(
    name = "explain",
    description = "Explains an outcome, a cause, a verdict, a stage or an RDP error code.",
    exitCodeList = {
      "0:explained",
      "2:nothing is known of it, or bad usage",
      "3:the text could not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep explain 0x4         every layer's 4, the client's dialog first",
      "  rdpsweep explain silent      an outcome: evidence, and what to check next",
      "  rdpsweep explain failure 5   one layer's code"
    })
final class ExplainCommand implements Runnable {

  private static final int MAX_WIDTH = 100; // longer lines are hard to read

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description =
          "A name, a number, or a number behind its layer. Without it: all that can be explained.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Explanations explanations = Explanations.load();
    Page page =
        new Page(
            spec.commandLine().getOut(),
            spec.commandLine().getColorScheme(),
            Math.min(spec.usageMessage().width(), MAX_WIDTH));
    if (words.isEmpty()) {
      printIndex(explanations, page);
      return;
    }
    String query = String.join(" ", words);
    List<Explanation> found = explanations.find(query);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(notFound(explanations, query));
    }
    if (found.size() > 1 && found.stream().map(Explanation::topic).distinct().count() > 1) {
      page.paragraph(
          "", query + " is several things; which one depends on the layer it comes from.");
      page.blankLine();
    }
    for (int i = 0; i < found.size(); i++) {
      if (i > 0) {
        page.blankLine();
      }
      print(found.get(i), page);
    }
  }

  private static void print(Explanation explanation, Page page) {
    page.heading(explanation.name(), qualifier(explanation));
    page.paragraph("  ", explanation.meaning());
    section(page, "Evidence", explanation.evidence());
    section(page, "Consistent with", explanation.consistentWith());
    if (!explanation.steps().isEmpty()) {
      page.label("  ", "Check next");
      for (Step step : explanation.steps()) {
        page.item("    ", "- ", step.text());
        step.commands().forEach(command -> page.verbatim("        " + command));
      }
    }
    section(page, "Source", explanation.source());
  }

  private static void section(Page page, String label, String text) {
    if (!text.isEmpty()) {
      page.label("  ", label);
      page.paragraph("    ", text);
    }
  }

  private static String qualifier(Explanation explanation) {
    String title = explanation.topic().title();
    if (explanation.number().isEmpty() || explanation.topic() == Topic.CLIENT) {
      return title;
    }
    return title + " " + explanation.number().getAsLong();
  }

  private static void printIndex(Explanations explanations, Page page) {
    for (Topic topic : Topic.values()) {
      page.heading(topic.title(), "");
      page.paragraph(
          "  ",
          explanations.of(topic).stream()
              .map(ExplainCommand::nameAndNumber)
              .collect(joining(", ")));
    }
  }

  private static String nameAndNumber(Explanation explanation) {
    if (explanation.number().isEmpty() || explanation.topic() == Topic.CLIENT) {
      return explanation.name();
    }
    return explanation.name() + " " + explanation.number().getAsLong();
  }

  private static String notFound(Explanations explanations, String query) {
    List<String> similar = explanations.similarTo(query);
    String hint =
        similar.isEmpty()
            ? "'rdpsweep explain' lists all that can be explained"
            : "did you mean " + String.join(" or ", similar) + "?";
    return "nothing known of \"" + query + "\"; " + hint;
  }
}
