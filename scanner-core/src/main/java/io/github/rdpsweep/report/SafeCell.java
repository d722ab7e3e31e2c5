package io.github.rdpsweep.report;

import java.util.regex.Pattern;

/**
 * Makes text from strangers harmless in a cell: a spreadsheet must not run it, a terminal not obey
 * it, and a row must stay one line.
 */
public final class SafeCell {

  /*
   * How this works: a spreadsheet runs a cell that starts with one of = + - @ or their full-width
   * forms; an apostrophe before the character makes it text. A cell may start where we do not start
   * one: where the list separator is ';', as in most of Europe, a comma file is split at ';' and
   * inside quotes that do not stand at a cell's begin. So the characters are guarded after each ';'
   * too, and behind blanks and quotes, which spreadsheets strip.
   * Control characters, line ends of all kinds and marks that reverse the direction of text are
   * shown as escapes, tabs among them; so are halves of surrogate pairs, which have no UTF-8.
   * Numbers are left alone, also negative ones, and as any language writes them: they are no
   * formula.
   */

  private static final char GUARD = '\'';
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[.,]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?");

  private SafeCell() {}

  /** The text itself if it is harmless, as nearly all are, else a copy in which it is. */
  public static String of(String text) {
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start && isFormulaStart(c)) {
        return NUMBER.matcher(text).matches() ? text : rewritten(text);
      }
      if (isUnprintable(text, i)) {
        return rewritten(text);
      }
      start = startsCellAfter(c, start);
    }
    return text;
  }

  private static String rewritten(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnprintable(text, i)) {
        appendEscape(c, safe);
        start = false; // now starts with a backslash
        continue;
      }
      if (start && isFormulaStart(c)) {
        safe.append(GUARD);
      }
      safe.append(c);
      start = startsCellAfter(c, start);
    }
    return safe.toString();
  }

  /** Whether a cell, in some spreadsheet's eyes, may start behind the character. */
  private static boolean startsCellAfter(char c, boolean start) {
    return c == ';' || (start && isStripped(c));
  }

  private static boolean isFormulaStart(char c) {
    return switch (c) {
      case '=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
      default -> false;
    };
  }

  /** Quotes, blanks, and characters that are not seen. */
  private static boolean isStripped(char c) {
    return c == '"' || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isUnprintable(String text, int index) {
    char c = text.charAt(index);
    if (c >= ' ' && c <= '~') {
      return false;
    }
    return switch (c) {
      case '\u2028', '\u2029' -> true; // line and paragraph separator
      case '\u202a', '\u202b', '\u202c', '\u202d', '\u202e' -> true; // direction of text
      case '\u2066', '\u2067', '\u2068', '\u2069' -> true; // the same, isolated
      case '\ufeff' -> true; // byte order mark
      default -> Character.isISOControl(c) || (Character.isSurrogate(c) && !isPaired(text, index));
    };
  }

  private static boolean isPaired(String text, int index) {
    if (Character.isHighSurrogate(text.charAt(index))) {
      return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
    }
    return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }

  private static void appendEscape(char c, StringBuilder out) {
    switch (c) {
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        boolean wide = c > 0xff;
        out.append(wide ? "\\u" : "\\x");
        for (int shift = wide ? 12 : 4; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >>> shift & 0xf, 16));
        }
      }
    }
  }
}
