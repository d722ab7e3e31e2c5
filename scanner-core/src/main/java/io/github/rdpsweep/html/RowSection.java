package io.github.rdpsweep.html;

import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring runs of columns, in which a row often says the same as the one before it. Belongs to
 * one thread.
 */
final class RowSection {

  /*
   * How this works: what was read last, and the line that was made of it, are remembered. Comparing
   * takes a tenth of the time that looking for separators does. As cells are found from the left to
   * the right, the same octets, the last separator among them, always are the same cells.
   */

  private final ColumnRun[] runs;
  private byte[] lastRead = {};
  private int lastReadLength;
  private byte[] lastLine = {};
  private int lastLineLength;

  RowSection(ColumnRun... runs) {
    this.runs = runs;
  }

  List<ColumnRun> runs() {
    return Arrays.asList(runs);
  }

  /** Takes its piece of a row. */
  void copy(RowCursor cursor) {
    if (lastReadLength > 0 && cursor.skip(lastRead, lastReadLength)) {
      cursor.append(lastLine, 0, lastLineLength);
      return;
    }
    int from = cursor.read();
    int start = cursor.length();
    for (int i = 0; i < runs.length; i++) {
      runs[i].copy(cursor);
    }
    lastReadLength = cursor.read() - from;
    lastRead = remembered(lastRead, cursor.bytes(), from, lastReadLength);
    lastLineLength = cursor.length() - start;
    lastLine = remembered(lastLine, cursor.line(), start, lastLineLength);
  }

  private static byte[] remembered(byte[] memory, byte[] text, int from, int length) {
    byte[] room = memory.length < length ? new byte[2 * length] : memory;
    System.arraycopy(text, from, room, 0, length);
    return room;
  }
}
