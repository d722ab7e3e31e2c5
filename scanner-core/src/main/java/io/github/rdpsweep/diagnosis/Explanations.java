package io.github.rdpsweep.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the program's words and RDP's codes say, and what to check next. The texts are in {@code
 * explanations.txt} beside this class.
 */
public final class Explanations {

  private static final int MAX_SUGGESTIONS = 3;

  private final List<Explanation> all;

  private Explanations(List<Explanation> all) {
    this.all = all;
  }

  /** Reads the texts that come with the program. */
  public static Explanations load() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Explanations.class.getResourceAsStream("explanations.txt"), UTF_8))) {
      return new Explanations(ExplanationReader.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that can be explained, in reading order. */
  public List<Explanation> all() {
    return all;
  }

  /** Everything that a topic holds, in reading order. */
  public List<Explanation> of(Topic topic) {
    return all.stream().filter(e -> e.topic() == topic).toList();
  }

  /**
   * Every meaning of a word or number, layer by layer.
   *
   * @param query a name in any spelling ({@code not-rdp}, {@code NOT_RDP}), a number ({@code 4},
   *     {@code 0x4}), either behind its topic ({@code failure 5}), or a topic alone
   * @return empty if nothing is known of it
   */
  public List<Explanation> find(String query) {
    List<Explanation> found = findAmong(all, query);
    if (!found.isEmpty()) {
      return found;
    }
    for (Topic topic : Topic.values()) {
      if (topic.isCalled(query)) {
        return of(topic);
      }
    }
    String[] words = query.strip().split("[\\s=:]+", -1);
    for (int split = words.length - 1; split > 0; split--) {
      String head = String.join(" ", List.of(words).subList(0, split));
      String tail = String.join(" ", List.of(words).subList(split, words.length));
      for (Topic topic : Topic.values()) {
        if (topic.isCalled(head)) {
          return findAmong(of(topic), tail);
        }
      }
    }
    return List.of();
  }

  /** Names that a word may have been meant to be, best first; at most three, maybe none. */
  public List<String> similarTo(String word) {
    String plain = plain(word);
    record Candidate(String name, int distance) {}
    return all.stream()
        .flatMap(e -> Stream.concat(Stream.of(e.name()), e.aliases().stream()))
        .distinct()
        .filter(name -> !isNumber(name))
        .map(name -> new Candidate(name, distance(plain, plain(name))))
        .filter(c -> c.distance() <= Math.max(1, plain.length() / 3))
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(MAX_SUGGESTIONS)
        .map(Candidate::name)
        .toList();
  }

  private static List<Explanation> findAmong(List<Explanation> candidates, String query) {
    OptionalLong number = number(query);
    String plain = plain(query);
    Predicate<Explanation> matches =
        e ->
            (number.isPresent() && e.number().equals(number))
                || plain(e.name()).equals(plain)
                || e.aliases().stream().map(Explanations::plain).anyMatch(plain::equals);
    return candidates.stream()
        .filter(matches)
        .sorted(Comparator.comparing(Explanation::topic))
        .toList();
  }

  private static boolean isNumber(String word) {
    return number(word).isPresent();
  }

  /** Decimal or 0x hexadecimal, 32 bits unsigned. */
  private static OptionalLong number(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT);
    if (plain.matches("0x0*[0-9a-f]{1,8}")) {
      return OptionalLong.of(Long.parseLong(plain.substring(2), 16));
    }
    if (plain.matches("0*[0-9]{1,10}")) {
      return OptionalLong.of(Long.parseLong(plain));
    }
    return OptionalLong.empty();
  }

  /** A name without what spellings differ in: case, blanks, hyphens, underscores. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }

  /** Levenshtein's: insertions, deletions and replacements from one word to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
