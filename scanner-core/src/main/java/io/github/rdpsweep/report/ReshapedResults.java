package io.github.rdpsweep.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the results CSV as {@link ResultsCsv} writes it, and passes its rows on in another form:
 * with other columns, for a spreadsheet, or as JSON. Belongs to one thread.
 */
public final class ReshapedResults extends OutputStream {

  /*
   * How this works: a row is known by its line end, which no cell holds, and its cells by their
   * separators. So each form is made of bytes that were encoded once, and a new column of the
   * results is a column of all forms.
   */

  private static final int BLOCK = 64 * 1024;

  private final OutputStream out;
  private final RowForm form;
  private final RowCells cells = new RowCells();
  private final RowText rows = new RowText(2 * BLOCK);
  private boolean begun;

  /** The beginning of a row whose end has not come yet. */
  private byte[] rest = {};

  private ReshapedResults(OutputStream out, RowForm form) {
    this.out = out;
    this.form = form;
  }

  /**
   * Results as CSV.
   *
   * @param out where they go; stays the caller's to close
   * @param columns names of the columns that are wanted; none for all
   */
  public static OutputStream csv(OutputStream out, List<String> columns, CsvStyle style) {
    return columns.isEmpty() && style.equals(CsvStyle.PLAIN)
        ? out
        : new ReshapedResults(out, new CsvForm(new ChosenColumns(columns), style));
  }

  /**
   * Results as JSON, an object a line.
   *
   * @param out where they go; stays the caller's to close
   * @param columns names of the columns that are wanted; none for all
   */
  public static OutputStream ndjson(OutputStream out, List<String> columns) {
    return new ReshapedResults(out, new NdjsonForm(new ChosenColumns(columns)));
  }

  /** Rows that a form keeps to itself. */
  static OutputStream into(RowForm form) {
    return new ReshapedResults(OutputStream.nullOutputStream(), form);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] text, int offset, int length) throws IOException {
    byte[] all = text;
    int start = offset;
    int limit = offset + length;
    if (rest.length > 0) {
      all = Arrays.copyOf(rest, rest.length + length);
      System.arraycopy(text, offset, all, rest.length, length);
      start = 0;
      limit = all.length;
    }
    for (int end = cells.split(all, start, limit); end >= 0; ) {
      line();
      start = end + 1;
      end = cells.split(all, start, limit);
    }
    rest = Arrays.copyOfRange(all, start, limit);
  }

  private void line() throws IOException {
    if (begun) {
      form.row(cells, rows);
    } else {
      begun = true;
      form.begin(cells.texts(), rows);
    }
    if (rows.length() >= BLOCK) {
      rows.moveTo(out);
    }
  }

  @Override
  public void flush() throws IOException {
    rows.moveTo(out);
    out.flush();
  }
}
