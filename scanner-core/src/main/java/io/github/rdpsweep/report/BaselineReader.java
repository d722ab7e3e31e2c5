package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;

/** Reads the results CSV of an earlier sweep, as far as a baseline needs it. */
public final class BaselineReader {

  private BaselineReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static Baseline read(Path file) {
    return CsvRows.read(file, BaselineReader::read);
  }

  private static Baseline read(CsvRows rows) throws IOException {
    ResultCells cells =
        new ResultCells(
            rows,
            EnumSet.of(ResultColumn.ADDRESS, ResultColumn.PORT, ResultColumn.VERDICT),
            EnumSet.of(ResultColumn.TARGET),
            "a baseline is an older results CSV");
    Baseline.Builder baseline = new Baseline.Builder();
    while (rows.next()) {
      if (cells.hasAddress()) {
        baseline.add(cells.address(), cells.port(), cells.verdict());
      } else { // of a name that was not found
        baseline.add(cells.text(ResultColumn.TARGET), cells.port(), cells.verdict());
      }
    }
    return baseline.build();
  }
}
