package io.github.rdpsweep.html;

import io.github.rdpsweep.report.ResultColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Columns beside each other, whose cells a report takes from a row in one piece. Belongs to one
 * thread.
 */
final class ColumnRun {

  /** What a report does with the cells. */
  private enum Use {
    /** Each host has its own: they are copied. */
    OWN,
    /** Hosts have them in common: they become a phrase. */
    COMMON,
    LEFT_OUT
  }

  /** Before a piece that is no phrase, as there was no room for another one. */
  private static final byte WRITTEN_OUT = '!';

  private static final byte SEPARATOR = ',';

  private final ResultColumn first;
  private final ResultColumn last;
  private final Use use;
  private final int size;
  private final Phrases phrases = new Phrases();

  private ColumnRun(Use use, ResultColumn first, ResultColumn last, int size) {
    this.first = first;
    this.last = last;
    this.use = use;
    this.size = size;
  }

  private static ColumnRun of(Use use, ResultColumn first, ResultColumn last) {
    return new ColumnRun(use, first, last, EnumSet.range(first, last).size());
  }

  static ColumnRun own(ResultColumn column) {
    return own(column, column);
  }

  static ColumnRun own(ResultColumn first, ResultColumn last) {
    return of(Use.OWN, first, last);
  }

  static ColumnRun common(ResultColumn column) {
    return common(column, column);
  }

  static ColumnRun common(ResultColumn first, ResultColumn last) {
    return of(Use.COMMON, first, last);
  }

  static ColumnRun leftOut(ResultColumn column) {
    return leftOut(column, column);
  }

  static ColumnRun leftOut(ResultColumn first, ResultColumn last) {
    return of(Use.LEFT_OUT, first, last);
  }

  /** All from a column to the end of the line. */
  static ColumnRun restFrom(ResultColumn first) {
    return new ColumnRun(Use.LEFT_OUT, first, first, Integer.MAX_VALUE);
  }

  List<ResultColumn> columns() {
    return new ArrayList<>(EnumSet.range(first, last));
  }

  boolean isShown() {
    return use != Use.LEFT_OUT;
  }

  boolean isCommon() {
    return use == Use.COMMON;
  }

  /** The phrases by their numbers. */
  List<String> phrases() {
    return phrases.texts();
  }

  /** Takes its piece of a row. */
  void copy(RowCursor cursor) {
    int from = cursor.read();
    int end = cursor.behind(size);
    cursor.skipTo(end);
    int to = end - 1; // the separator is not copied, for it may be the end of the line
    if (use == Use.LEFT_OUT) {
      return;
    }
    if (use == Use.OWN) {
      cursor.append(cursor.bytes(), from, to);
    } else if (to - from >= size) { // there is more in it than separators
      int number = phrases.of(cursor.bytes(), from, to);
      if (number >= 0) {
        cursor.append(number);
      } else {
        cursor.append(WRITTEN_OUT);
        cursor.append(cursor.bytes(), from, to);
      }
    }
    cursor.append(SEPARATOR);
  }
}
