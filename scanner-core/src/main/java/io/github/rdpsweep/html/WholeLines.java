package io.github.rdpsweep.html;

import java.io.OutputStream;
import java.util.Arrays;

/** Takes text in pieces, and hands on whole lines of it, many at once. Belongs to one thread. */
final class WholeLines extends OutputStream {

  /** Takes lines, each with its end; the array is another's. */
  @FunctionalInterface
  interface Lines {
    void take(byte[] bytes, int from, int to);
  }

  private static final byte LINE_END = '\n';

  private final Lines lines;

  /** The beginning of a line whose end has not come yet. */
  private byte[] rest = {};

  WholeLines(Lines lines) {
    this.lines = lines;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] text, int offset, int length) {
    int from = offset;
    int to = offset + length;
    while (to > from && text[to - 1] != LINE_END) {
      to--; // nothing to do as a rule: who writes rows writes whole ones
    }
    if (rest.length > 0 && to > from) {
      while (text[from++] != LINE_END) {}
      byte[] line = joined(rest, text, offset, from);
      lines.take(line, 0, line.length);
      rest = new byte[0];
    }
    if (to > from) {
      lines.take(text, from, to);
    }
    if (to < offset + length) {
      rest = joined(rest, text, to, offset + length);
    }
  }

  private static byte[] joined(byte[] front, byte[] text, int from, int to) {
    byte[] both = Arrays.copyOf(front, front.length + to - from);
    System.arraycopy(text, from, both, front.length, to - from);
    return both;
  }
}
