package io.github.rdpsweep.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of options, written {@code name = value}: first those for all, then, in sections headed
 * {@code [name]}, those of profiles. A line that begins with # is a comment.
 */
final class ConfigFile {

  private static final Pattern SECTION = Pattern.compile("\\[([\\w.-]+)\\]");
  private static final Pattern ENTRY = Pattern.compile("([\\w-]+)\\s*=\\s*(.*)");

  /**
   * One line.
   *
   * @param place where it is, for errors
   * @param profile the section's name, or empty
   * @param name the option, without dashes
   * @param value never empty
   */
  record Entry(String place, String profile, String name, String value) {

    IllegalArgumentException refuse(String reason) {
      return new IllegalArgumentException(place + ": " + reason);
    }
  }

  private ConfigFile() {}

  /**
   * The lines that hold.
   *
   * @param profile the section to be read beside those before all sections
   * @throws IllegalArgumentException naming file, line and reason
   */
  static List<Entry> read(Path file, Optional<String> profile) {
    List<Entry> entries = new ArrayList<>();
    TreeSet<String> sections = new TreeSet<>();
    String section = "";
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      String place = file + ":" + number;
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      Matcher head = SECTION.matcher(text);
      Matcher entry = ENTRY.matcher(text);
      if (head.matches()) {
        section = head.group(1);
        sections.add(section);
      } else if (!entry.matches()) {
        throw new IllegalArgumentException(
            place + ": \"" + text + "\" is neither name = value nor [profile]");
      } else if (entry.group(2).isEmpty()) {
        throw new IllegalArgumentException(place + ": \"" + entry.group(1) + "\" has no value");
      } else if (section.isEmpty() || section.equals(profile.orElse(""))) {
        entries.add(new Entry(place, section, entry.group(1), entry.group(2)));
      }
    }
    if (profile.isPresent() && !sections.contains(profile.get())) {
      throw new IllegalArgumentException(
          "--profile: \""
              + profile.get()
              + "\" is no section of "
              + file
              + (sections.isEmpty() ? ", which has none" : ": " + String.join(", ", sections)));
    }
    return entries;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("--config: " + file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("--config: " + file + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config: " + file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
