package io.github.rdpsweep.program;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a results CSV as a script would: columns by their names. */
final class Results {

  private Results() {}

  /** All rows, in the order of the file. */
  static List<Row> read(Path csv) throws IOException {
    List<Row> rows = new ArrayList<>();
    forEach(csv, rows::add);
    return rows;
  }

  /** Hands on each row, keeping none. */
  static void forEach(Path csv, Consumer<Row> action) throws IOException {
    try (MappingIterator<String[]> lines =
        new CsvMapper()
            .readerForArrayOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .readValues(csv.toFile())) {
      String[] header = lines.next();
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        columns.put(header[i], i);
      }
      while (lines.hasNext()) {
        String[] cells = lines.next();
        if (cells.length != header.length) {
          throw new IOException("row of " + cells.length + " cells: " + String.join(",", cells));
        }
        action.accept(new Row(cells, columns));
      }
    }
  }

  /** One row. */
  static final class Row {
    private final String[] cells;
    private final Map<String, Integer> columns;

    Row(String[] cells, Map<String, Integer> columns) {
      this.cells = cells;
      this.columns = columns;
    }

    /** The cell in the column of this name. */
    String get(String column) {
      Integer index = columns.get(column);
      if (index == null) {
        throw new IllegalArgumentException("no column " + column);
      }
      return cells[index];
    }

    @Override
    public String toString() {
      return String.join(",", cells);
    }
  }
}
