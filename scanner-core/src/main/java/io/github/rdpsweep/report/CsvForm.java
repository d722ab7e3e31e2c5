package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Rows as CSV, with a choice of columns, in some style. */
final class CsvForm implements RowForm {

  private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(UTF_8);

  private final ChosenColumns columns;
  private final CsvStyle style;

  CsvForm(ChosenColumns columns, CsvStyle style) {
    this.columns = columns;
    this.style = style;
  }

  @Override
  public void begin(List<String> labels, RowText out) {
    columns.find(labels);
    if (style.byteOrderMark()) {
      out.append(BYTE_ORDER_MARK);
    }
    for (String label : columns.labels()) {
      boolean quoted = label.indexOf(style.separator()) >= 0 || label.indexOf('"') >= 0;
      String cell = quoted ? '"' + label.replace("\"", "\"\"") + '"' : label;
      out.append(cell.getBytes(UTF_8)).append(style.separator());
    }
    out.replaceLast('\n');
  }

  @Override
  public void row(RowCells cells, RowText out) {
    for (int i = 0; i < columns.count(); i++) {
      int cell = columns.place(i);
      int start = cells.from(cell);
      int end = cells.to(cell);
      if (columns.isNumber(i) && style.decimalSign() != '.') {
        appendNumber(cells.bytes(), start, end, out);
      } else if (!cells.isQuoted(cell) && mustBeQuoted(cells.bytes(), start, end)) {
        out.append('"').append(cells.bytes(), start, end).append('"');
      } else {
        out.append(cells.bytes(), start, end);
      }
      out.append(style.separator());
    }
    out.replaceLast('\n');
  }

  private void appendNumber(byte[] bytes, int start, int end, RowText out) {
    for (int i = start; i < end; i++) {
      out.append(bytes[i] == '.' ? style.decimalSign() : (char) bytes[i]);
    }
  }

  private boolean mustBeQuoted(byte[] bytes, int start, int end) {
    if (style.separator() == ',') {
      return false; // or it were
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] == style.separator()) {
        return true;
      }
    }
    return false;
  }
}
