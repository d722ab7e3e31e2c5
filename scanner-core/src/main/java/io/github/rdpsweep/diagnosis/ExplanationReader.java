package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.diagnosis.Explanation.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads the format that {@code explanations.txt} describes at its top. */
final class ExplanationReader {

  private final List<Explanation> explanations = new ArrayList<>();
  private int lineNumber;

  private Topic topic;
  private String name;
  private OptionalLong number;
  private List<String> aliases;
  private String meaning;
  private String evidence;
  private String consistentWith;
  private String source;
  private List<Step> steps;

  private ExplanationReader() {}

  /** All entries in the file's order. */
  static List<Explanation> read(BufferedReader in) throws IOException {
    return new ExplanationReader().readAll(in);
  }

  private List<Explanation> readAll(BufferedReader in) throws IOException {
    StringBuilder paragraph = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lineNumber++;
      if (line.startsWith(" ")) {
        paragraph.append(' ').append(line.strip());
      } else {
        add(paragraph.toString());
        paragraph.setLength(0);
        paragraph.append(line.startsWith("#") ? "" : line.strip());
      }
    }
    add(paragraph.toString());
    endEntry();
    return List.copyOf(explanations);
  }

  private void add(String paragraph) {
    if (paragraph.isEmpty()) {
      return;
    }
    if (paragraph.startsWith("== ")) {
      endEntry();
      startEntry(paragraph.substring(3));
      return;
    }
    int colon = paragraph.indexOf(": ");
    String key = colon < 0 ? paragraph : paragraph.substring(0, colon);
    String text = paragraph.substring(colon + 2);
    switch (key) {
      case "Also" -> aliases.addAll(List.of(text.split(", ", -1)));
      case "Meaning" -> meaning = text;
      case "Evidence" -> evidence = text;
      case "Consistent with" -> consistentWith = text;
      case "Source" -> source = text;
      case "Next" -> steps.add(new Step(text, List.of()));
      case "Run" -> addCommand(text);
      default -> throw new IllegalStateException("before line " + lineNumber + ": " + paragraph);
    }
  }

  private void startEntry(String header) {
    int colon = header.indexOf(": ");
    int equals = header.lastIndexOf(" = ");
    topic = Topic.valueOf(header.substring(0, colon).toUpperCase(Locale.ROOT));
    name = header.substring(colon + 2, equals < 0 ? header.length() : equals);
    number =
        equals < 0
            ? OptionalLong.empty()
            : OptionalLong.of(Long.decode(header.substring(equals + 3)));
    aliases = new ArrayList<>();
    meaning = "";
    evidence = "";
    consistentWith = "";
    source = topic.source();
    steps = new ArrayList<>();
  }

  private void endEntry() {
    if (topic != null) {
      explanations.add(
          new Explanation(
              topic, name, number, aliases, meaning, evidence, consistentWith, steps, source));
      topic = null;
    }
  }

  private void addCommand(String command) {
    int last = steps.size() - 1;
    List<String> commands = new ArrayList<>(steps.get(last).commands());
    commands.add(command);
    steps.set(last, new Step(steps.get(last).text(), commands));
  }
}
