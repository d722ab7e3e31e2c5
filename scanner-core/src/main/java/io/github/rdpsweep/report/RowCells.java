package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the cells of one line of a results CSV are: parts of its bytes, found anew for each line.
 * Belongs to one thread.
 */
final class RowCells {

  /*
   * How this works: one pass over all bytes, for rows are written by the hundred thousand. Nearly
   * all bytes mean nothing, and a table tells that in one step.
   */

  private static final boolean[] MEANS_SOMETHING = new boolean[256];

  static {
    for (char c : new char[] {',', '"', '\\', '\n'}) {
      MEANS_SOMETHING[c] = true;
    }
  }

  private byte[] bytes = {};
  private int count;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] escaped = new boolean[64];

  /**
   * Finds the cells of a line.
   *
   * @param start where it starts
   * @param limit behind the bytes that there are
   * @return where its line end is, or -1 if that is not there yet
   */
  int split(byte[] text, int start, int limit) {
    bytes = text;
    count = 0;
    int cell = start;
    boolean quoted = false;
    boolean special = false;
    for (int i = start; i < limit; i++) {
      if (!MEANS_SOMETHING[text[i] & 0xff]) {
        continue;
      }
      switch (text[i]) {
        case '"' -> {
          quoted = !quoted; // twice at a doubled one
          special |= i > cell && quoted;
        }
        case '\\' -> special = true;
        case ',' -> {
          if (!quoted) {
            add(cell, i, special);
            special = false;
            cell = i + 1;
          }
        }
        default -> {
          add(cell, i, special);
          return i;
        }
      }
    }
    return -1;
  }

  private void add(int start, int end, boolean special) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      escaped = Arrays.copyOf(escaped, 2 * count);
    }
    escaped[count] = special;
    from[count] = start;
    to[count++] = end;
  }

  /** Whether there is a quote or a backslash in a cell. */
  boolean needsEscapes(int cell) {
    return escaped[cell];
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where a cell starts, its quote included. */
  int from(int cell) {
    return from[cell];
  }

  /** Behind its end. */
  int to(int cell) {
    return to[cell];
  }

  boolean isEmpty(int cell) {
    return from[cell] == to[cell];
  }

  boolean isQuoted(int cell) {
    return !isEmpty(cell) && bytes[from[cell]] == '"';
  }

  /** A cell as text, without its quotes. */
  String text(int cell) {
    String raw = new String(bytes, from[cell], to[cell] - from[cell], UTF_8);
    return isQuoted(cell) ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw;
  }

  /** All cells as text, without their quotes. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(i));
    }
    return texts;
  }
}
