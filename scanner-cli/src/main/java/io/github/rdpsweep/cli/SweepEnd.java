package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.SweepSummary;
import java.util.Objects;

/**
 * All that is known of a sweep when its rows are written.
 *
 * @param summary the sweep as a whole
 * @param conclusions what its rows show together
 * @param rows what was counted of them
 */
record SweepEnd(SweepSummary summary, Conclusions conclusions, ResultRows rows) {

  SweepEnd {
    Objects.requireNonNull(summary);
    Objects.requireNonNull(conclusions);
    Objects.requireNonNull(rows);
  }
}
