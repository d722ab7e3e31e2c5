package io.github.rdpsweep.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.rdpsweep.diagnosis.Explanation.Step;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/outcomes.md equal to what {@code rdpsweep explain} says. */
class OutcomesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "outcomes.md");
  private static final Path GENERATED = Path.of("target", "outcomes.md");

  private static final String INTRODUCTION =
      """
      # Outcomes, and what to do about them

      Every probed address and port ends in exactly one outcome: a fact about the exchange, and no
      judgement of the host. A diagnosis is drawn from it: a verdict and a cause. `rdpsweep explain
      WORD` prints the same texts, and those of more codes.

      Words in capitals within commands (HOST, ADDRESS) are to be replaced.

      """;

  private final Explanations explanations = Explanations.load();
  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  @Test
  void pageSaysWhatTheProgramSays() throws IOException {
    write();

    String expected = page.toString();
    String actual = Files.exists(PAGE) ? Files.readString(PAGE).replace("\r\n", "\n") : "";

    if (!actual.equals(expected)) {
      Files.createDirectories(GENERATED.getParent());
      Files.writeString(GENERATED, expected, UTF_8);
      fail(
          firstDifference(expected.lines().toList(), actual.lines().toList())
              + "\nBring it up to date: cp scanner-core/target/outcomes.md docs/outcomes.md");
    }
  }

  private void write() {
    page.append("| outcome | stage | |\n|---|---|---|\n");
    for (Outcome outcome : Outcome.values()) {
      String meaning = only("outcome " + outcome.label()).meaning();
      page.append("| [").append(outcome.label()).append("](#").append(outcome.label());
      page.append(") | ").append(outcome.stage().label()).append(" | ");
      page.append(meaning).append(" |\n");
    }
    for (Stage stage : Stage.values()) {
      List<Outcome> outcomes =
          Arrays.stream(Outcome.values()).filter(o -> o.stage() == stage).toList();
      if (!outcomes.isEmpty()) {
        Explanation explanation = only("stage " + stage.label());
        page.append("\n## Stage ").append(stage.label()).append("\n\n");
        page.append(explanation.meaning()).append('\n');
        outcomes.forEach(outcome -> section(only("outcome " + outcome.label())));
      }
    }
    topic("Negotiation failures", Topic.FAILURE);
    topic("Causes", Topic.CAUSE);
    topic("Verdicts", Topic.VERDICT);
    page.append("\n## The dialog's \"Error code: 0x4\"\n");
    section(only("client 0x4"));
  }

  private void topic(String title, Topic topic) {
    page.append("\n## ").append(title).append('\n');
    explanations.of(topic).forEach(this::section);
  }

  private void section(Explanation explanation) {
    page.append("\n### ").append(explanation.name());
    explanation.number().ifPresent(number -> page.append(" (").append(number).append(')'));
    page.append("\n\n").append(explanation.meaning()).append('\n');
    labelled("Evidence", explanation.evidence());
    labelled("Consistent with", explanation.consistentWith());
    if (!explanation.steps().isEmpty()) {
      page.append("\n**Check next**\n\n");
      explanation.steps().forEach(this::step);
    }
    labelled("Source", explanation.source());
  }

  private void step(Step step) {
    page.append("- ").append(step.text()).append('\n');
    if (!step.commands().isEmpty()) {
      page.append("  ```\n");
      step.commands().forEach(command -> page.append("  ").append(command).append('\n'));
      page.append("  ```\n");
    }
  }

  private void labelled(String label, String text) {
    if (!text.isEmpty()) {
      page.append("\n**").append(label).append(":** ").append(text).append('\n');
    }
  }

  private Explanation only(String query) {
    return explanations.find(query).get(0);
  }

  private static String firstDifference(List<String> expected, List<String> actual) {
    int line = 0;
    while (line < expected.size()
        && line < actual.size()
        && expected.get(line).equals(actual.get(line))) {
      line++;
    }
    return String.format(
        "docs/outcomes.md, line %d:%n  is      %s%n  must be %s",
        line + 1,
        line < actual.size() ? actual.get(line) : "(missing)",
        line < expected.size() ? expected.get(line) : "(gone)");
  }
}
