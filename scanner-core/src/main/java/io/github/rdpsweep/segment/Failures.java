package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * The failures of some cells.
 *
 * @param byOutcome how many ended in each, those that occurred
 * @param inconsistent those by INCONSISTENT_FLAGS, among them
 */
record Failures(Map<Outcome, Integer> byOutcome, int inconsistent) {

  static final Failures NONE = new Failures(Map.of(), 0);

  /** Those of one cell. */
  static Failures of(CellTable cells, int cell) {
    Map<Outcome, Integer> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      int failures = cells.failures(cell, outcome);
      if (failures > 0) {
        byOutcome.put(outcome, failures);
      }
    }
    return new Failures(byOutcome, cells.count(cell, CellTable.Column.INCONSISTENT));
  }

  /** These, and those of other cells. */
  Failures plus(Failures others) {
    Map<Outcome, Integer> sum = new EnumMap<>(Outcome.class);
    sum.putAll(byOutcome);
    others.byOutcome.forEach((outcome, count) -> sum.merge(outcome, count, Integer::sum));
    return new Failures(sum, inconsistent + others.inconsistent);
  }
}
