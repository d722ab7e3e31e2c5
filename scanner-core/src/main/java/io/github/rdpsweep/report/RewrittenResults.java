package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Writes rows of any results as this version does: all columns, each in its place, numbers with a
 * decimal point, harmless text. Belongs to one thread.
 */
public final class RewrittenResults {

  private static final ResultColumn[] COLUMNS = ResultColumn.values();

  private final OutputStream out;
  private final Set<ResultColumn> wanted;
  private final CsvCells cells = new CsvCells();
  private final RowText text = new RowText(4 * 1024);

  /**
   * Writes the header.
   *
   * @param out where to; stays the caller's to close
   * @param wanted columns whose cells matter; those of others are empty
   */
  public RewrittenResults(OutputStream out, Set<ResultColumn> wanted) throws IOException {
    this.out = out;
    this.wanted = Set.copyOf(wanted);
    out.write(ResultsCsv.header(List.of()));
  }

  /**
   * Writes a row.
   *
   * @throws UncheckedIOException if the output cannot be written to
   */
  public void write(RowTexts row) {
    for (ResultColumn column : COLUMNS) {
      if (wanted.contains(column)) {
        String cell = row.text(column);
        // Spreadsheets of some countries write a decimal comma.
        text.append(cells.of(column.isNumber() ? cell.replace(',', '.') : cell));
      } else {
        text.append(ResultsCsv.SEPARATOR);
      }
    }
    text.replaceLast('\n');
    try {
      text.moveTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
