package io.github.rdpsweep.report;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that someone wants of a results CSV, in the order in which they are wanted. */
final class ChosenColumns {

  private static final Set<String> NUMBERS =
      Arrays.stream(ResultColumn.values())
          .filter(ResultColumn::isNumber)
          .map(ResultColumn::label)
          .collect(Collectors.toSet());

  private final List<String> chosen;
  private List<String> labels = List.of();
  private int[] places = {};
  private boolean[] numbers = {};

  /**
   * A choice of columns.
   *
   * @param chosen their names; none for all columns
   */
  ChosenColumns(List<String> chosen) {
    this.chosen = List.copyOf(chosen);
  }

  /** Finds them in a header that has them all. */
  void find(List<String> header) {
    labels = chosen.isEmpty() ? List.copyOf(header) : chosen;
    places = labels.stream().mapToInt(header::indexOf).toArray();
    numbers = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw new IllegalArgumentException("\"" + labels.get(i) + "\": no such column");
      }
      numbers[i] = NUMBERS.contains(labels.get(i));
    }
  }

  List<String> labels() {
    return labels;
  }

  int count() {
    return places.length;
  }

  /** Where a chosen column is in a row. */
  int place(int index) {
    return places[index];
  }

  /** Whether a chosen column holds numbers only. */
  boolean isNumber(int index) {
    return numbers[index];
  }
}
