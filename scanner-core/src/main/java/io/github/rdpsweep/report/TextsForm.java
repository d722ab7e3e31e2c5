package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Hands the cells of each row to someone, who asks for those that matter; writes nothing. */
@SuppressWarnings("EnumOrdinal") // constants number places, which live no longer than a sweep
final class TextsForm implements RowForm, RowTexts {

  private static final ResultColumn[] COLUMNS = ResultColumn.values();

  private final Consumer<RowTexts> each;
  private final int[] places = new int[COLUMNS.length];
  private RowCells row = new RowCells();

  TextsForm(Consumer<RowTexts> each) {
    this.each = each;
  }

  @Override
  public void begin(List<String> labels, RowText out) {
    Arrays.setAll(places, i -> labels.indexOf(COLUMNS[i].label()));
  }

  @Override
  public void row(RowCells cells, RowText out) {
    row = cells;
    each.accept(this);
  }

  @Override
  public String text(ResultColumn column) {
    int cell = places[column.ordinal()];
    if (cell < 0 || row.isEmpty(cell)) {
      return "";
    }
    int inset = row.isQuoted(cell) ? 1 : 0;
    int from = row.from(cell) + inset;
    String raw = new String(row.bytes(), from, row.to(cell) - inset - from, UTF_8);
    return inset > 0 ? raw.replace("\"\"", "\"") : raw;
  }
}
