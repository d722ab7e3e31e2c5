package io.github.rdpsweep.diagnosis;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one word or code says, and what to do about it. Texts are single paragraphs, empty where
 * there is nothing to say.
 *
 * @param topic what it is
 * @param name as the CSV or the specification spells it
 * @param number the code's value, or empty for a word
 * @param aliases further names
 * @param meaning what is said, in a sentence or two
 * @param evidence what shows it on the wire
 * @param consistentWith what it fits, without claiming it
 * @param steps what to check next, in order
 * @param source who says so
 */
public record Explanation(
    Topic topic,
    String name,
    OptionalLong number,
    List<String> aliases,
    String meaning,
    String evidence,
    String consistentWith,
    List<Step> steps,
    String source) {

  public Explanation {
    aliases = List.copyOf(aliases);
    steps = List.copyOf(steps);
  }

  /**
   * One thing to check.
   *
   * @param text what to do and why
   * @param commands what to type for it, if anything; upper-case words are to be replaced
   */
  public record Step(String text, List<String> commands) {

    public Step {
      commands = List.copyOf(commands);
    }
  }
}
