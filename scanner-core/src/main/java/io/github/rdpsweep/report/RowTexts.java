package io.github.rdpsweep.report;

/** The cells of one row of a results CSV. */
@FunctionalInterface
public interface RowTexts {

  /** A cell as it is written; empty if it is empty, or if there is no such column. */
  String text(ResultColumn column);
}
