package io.github.rdpsweep.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the cells of a row while it is written, and makes texts of those that are asked for. */
final class TextRows implements RowForm {

  private final Consumer<RowTexts> rows;
  private final Map<ResultColumn, Integer> places = new EnumMap<>(ResultColumn.class);

  /**
   * A form that writes nothing.
   *
   * @param rows takes each row, and keeps nothing of it but texts
   */
  TextRows(Consumer<RowTexts> rows) {
    this.rows = rows;
  }

  @Override
  public void begin(List<String> header, RowText out) {
    for (ResultColumn column : ResultColumn.values()) {
      int place = header.indexOf(column.label());
      if (place >= 0) {
        places.put(column, place);
      }
    }
  }

  @Override
  public void row(RowCells cells, RowText out) {
    rows.accept(
        column -> {
          Integer place = places.get(column);
          return place == null ? "" : cells.text(place);
        });
  }
}
