package io.github.rdpsweep.html;

import java.util.Arrays;

/**
 * Where in a row of the results CSV a report has come to, and where in the line that it makes of
 * it. Belongs to one thread.
 */
final class RowCursor {

  private static final byte SEPARATOR = ',';
  private static final byte QUOTE = '"';
  private static final byte LINE_END = '\n';

  private static final int ROOM = 1 << 16;

  private byte[] bytes = {};
  private int read;
  private byte[] line = new byte[ROOM];
  private int length;

  /** Goes to a row, and begins a line. */
  void start(byte[] text, int start) {
    bytes = text;
    read = start;
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where it is in the row. */
  int read() {
    return read;
  }

  byte[] line() {
    return line;
  }

  /** How long the line is that is made. */
  int length() {
    return length;
  }

  /** Where so many cells end, or else the line: behind its separator, or that end. */
  int behind(int cells) {
    byte[] text = bytes; // a local variable is read faster, a few million times
    int left = cells;
    boolean quoted = false;
    for (int i = read; ; i++) {
      byte octet = text[i];
      if (octet > SEPARATOR) {
        continue; // letters, figures, points
      }
      if (octet == QUOTE) {
        quoted = !quoted; // twice at a doubled one
      } else if (octet == LINE_END || (octet == SEPARATOR && !quoted && --left == 0)) {
        return i + 1;
      }
    }
  }

  /** Goes on in the row. */
  void skipTo(int position) {
    read = position;
  }

  /** Goes on behind the same text; or does not move, and returns false, if that is not there. */
  boolean skip(byte[] text, int size) {
    int end = read + size;
    if (end > bytes.length || !Arrays.equals(bytes, read, end, text, 0, size)) {
      return false;
    }
    read = end;
    return true;
  }

  void append(byte octet) {
    ensureRoom(1);
    line[length++] = octet;
  }

  void append(byte[] text, int from, int to) {
    ensureRoom(to - from);
    System.arraycopy(text, from, line, length, to - from);
    length += to - from;
  }

  /** Appends a number of at most four digits, not negative. */
  void append(int number) {
    ensureRoom(4);
    for (int unit = number > 999 ? 1_000 : number > 99 ? 100 : number > 9 ? 10 : 1;
        unit > 0;
        unit /= 10) {
      line[length++] = (byte) ('0' + number / unit % 10);
    }
  }

  /** Takes back separators with nothing behind them; what is missing there is empty. */
  void trim(int start) {
    while (length > start && line[length - 1] == SEPARATOR) {
      length--;
    }
  }

  /** Makes the line shorter. */
  void cut(int end) {
    length = end;
  }

  private void ensureRoom(int more) {
    if (line.length - length < more) {
      line = Arrays.copyOf(line, 2 * (length + more));
    }
  }
}
