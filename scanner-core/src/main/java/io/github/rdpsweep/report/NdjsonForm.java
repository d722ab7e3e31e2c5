package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/**
 * Rows as JSON objects, one a line. What would be an empty cell is left out; numbers are numbers,
 * and texts are those of the CSV.
 */
final class NdjsonForm implements RowForm {

  /* Cells hold no control characters (SafeCell), so that two characters remain to be escaped. */

  private final ChosenColumns columns;
  private byte[][] keys = {};

  NdjsonForm(ChosenColumns columns) {
    this.columns = columns;
  }

  @Override
  public void begin(List<String> labels, RowText out) {
    columns.find(labels);
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    keys =
        columns.labels().stream()
            .map(label -> '"' + new String(encoder.quoteAsString(label)) + "\":")
            .map(key -> key.getBytes(UTF_8))
            .toArray(byte[][]::new);
  }

  @Override
  public void row(RowCells cells, RowText out) {
    out.append('{');
    boolean first = true;
    for (int i = 0; i < keys.length; i++) {
      int cell = columns.place(i);
      if (!cells.isEmpty(cell)) {
        if (!first) {
          out.append(',');
        }
        first = false;
        out.append(keys[i]);
        if (columns.isNumber(i)) {
          out.append(cells.bytes(), cells.from(cell), cells.to(cell));
        } else {
          appendString(cells, cell, out);
        }
      }
    }
    out.append('}').append('\n');
  }

  private static void appendString(RowCells cells, int cell, RowText out) {
    byte[] bytes = cells.bytes();
    int inset = cells.isQuoted(cell) ? 1 : 0;
    int end = cells.to(cell) - inset;
    int start = cells.from(cell) + inset;
    out.append('"');
    if (!cells.needsEscapes(cell)) {
      out.append(bytes, start, end).append('"');
      return;
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] == '"' || bytes[i] == '\\') {
        out.append(bytes, start, i).append('\\').append((char) bytes[i]);
        i += bytes[i] == '"' ? 1 : 0; // doubled, as CSV has it
        start = i + 1;
      }
    }
    out.append(bytes, start, end).append('"');
  }
}
