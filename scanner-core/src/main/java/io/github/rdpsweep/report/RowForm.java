package io.github.rdpsweep.report;

import java.util.List;

/** A form in which the rows of a results CSV can be written. */
interface RowForm {

  /** Writes what comes before all rows. */
  void begin(List<String> labels, RowText out);

  /** Writes a row, with the end of its line. */
  void row(RowCells cells, RowText out);
}
