package io.github.rdpsweep.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Text for reading: wrapped between blanks, headings in bold where the terminal can. */
final class Page {

  private final PrintWriter out;
  private final Ansi ansi;
  private final int width;

  Page(PrintWriter out, ColorScheme colorScheme, int width) {
    this.out = out;
    this.ansi = colorScheme.ansi();
    this.width = width;
  }

  /** A name in bold, and in brackets what it is. */
  void heading(String name, String qualifier) {
    out.println(bold(name) + (qualifier.isEmpty() ? "" : " (" + qualifier + ")"));
  }

  void label(String indent, String label) {
    out.println(indent + bold(label));
  }

  void paragraph(String indent, String text) {
    item(indent, "", text);
  }

  /** A paragraph behind a bullet, under which its further lines do not run. */
  void item(String indent, String bullet, String text) {
    String hanging = indent + " ".repeat(bullet.length());
    StringBuilder line = new StringBuilder(indent).append(bullet);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        out.println(line);
        line.setLength(0);
        line.append(hanging);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.println(line);
  }

  /** A line to copy, however long. */
  void verbatim(String line) {
    out.println(line);
  }

  void blankLine() {
    out.println();
  }

  private String bold(String text) {
    return ansi.string("@|bold " + text + "|@");
  }
}
