package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.QualityTally;

/**
 * How a sweep's results are diagnosed, and what that means for its exit code.
 *
 * @param rows makes the rows
 * @param failOn what to report by the exit code
 */
record SweepDiagnosis(ResultRows rows, FailOn failOn) {

  /** The defaults, with nothing known beforehand. */
  static SweepDiagnosis plain(SecurityProtocol offered) {
    Diagnoser diagnoser = new Diagnoser(Thresholds.DEFAULT, offered);
    return new SweepDiagnosis(new ResultRows(diagnoser, KnownHosts.NONE), FailOn.NONE);
  }

  /** Counts of all rows, when they are written. */
  DiagnosisCounts counts() {
    return rows.counts();
  }

  /** What repeated probes showed, when all rows are written. */
  QualityTally quality() {
    return rows.quality();
  }

  /** The exit code of a sweep that is complete. */
  int exitCode() {
    return switch (failOn) {
      case NONE -> ExitCode.DONE;
      case FAILING -> counts().of(Verdict.FAILING) > 0 ? ExitCode.FOUND : ExitCode.DONE;
    };
  }
}
