package io.github.rdpsweep.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of all columns that a sweep's results have. */
public final class ResultColumns {

  private static final String OF_INVENTORY = "inventory_";

  private ResultColumns() {}

  /** All names in their order. */
  public static List<String> labels(List<String> inventory) {
    List<String> labels = new ArrayList<>();
    for (ResultColumn column : ResultColumn.values()) {
      labels.add(column.label());
    }
    for (String name : inventory) {
      labels.add(OF_INVENTORY + SafeCell.of(name));
    }
    return labels;
  }

  /**
   * Checks a choice of columns.
   *
   * @throws IllegalArgumentException naming a column that there is not, or that is chosen twice
   */
  public static void check(List<String> chosen, List<String> inventory) {
    Set<String> left = new HashSet<>(labels(inventory));
    for (String name : chosen) {
      if (!left.remove(name)) {
        boolean isTwice = chosen.indexOf(name) != chosen.lastIndexOf(name);
        throw new IllegalArgumentException(
            "--columns: \""
                + name
                + "\""
                + (isTwice ? ": named twice" : ": no such column; see scan --list-columns"));
      }
    }
  }
}
