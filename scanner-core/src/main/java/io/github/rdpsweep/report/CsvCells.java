package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * Text as cells of a CSV file: made harmless by {@link SafeCell}, quoted by [RFC 4180] where it
 * must be, in UTF-8, and followed by a separator. The rows of a sweep say the same few things over
 * and over, so most cells are made once and found again. Belongs to one thread.
 */
final class CsvCells {

  /*
   * How this works: a table of a fixed size in which each text has one place. Two texts of the same
   * place take it from each other, and cost what they would without a table; so a sweep of a million
   * names takes no more memory than one of a prefix. Strings remember their hash.
   */

  /** A power of two, several times what a sweep of prefixes says. */
  private static final int PLACES = 1_024;

  private final String[] texts = new String[PLACES];
  private final byte[][] cells = new byte[PLACES][];

  /** The cell of a text, with the separator behind it; not to be changed. */
  byte[] of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & (PLACES - 1);
    if (!Objects.equals(text, texts[place])) {
      cells[place] = encode(text);
      texts[place] = text;
    }
    return cells[place];
  }

  private static byte[] encode(String text) {
    String safe = SafeCell.of(text);
    boolean quoted = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0; // line ends are escaped
    String cell = quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    return (cell + ResultsCsv.SEPARATOR).getBytes(UTF_8);
  }
}
