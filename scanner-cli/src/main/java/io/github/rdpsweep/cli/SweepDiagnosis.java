package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultRow;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.SegmentNames;
import java.util.Optional;

/**
 * How a sweep's results are diagnosed, and what that means for its exit code.
 *
 * @param rows makes the rows
 * @param failOn what to report by the exit code
 * @param inventory how much of the inventory is swept
 * @param repeats by which targets are probed
 * @param tracer traces the paths behind findings, if that is wanted
 */
record SweepDiagnosis(
    ResultRows rows,
    FailOn failOn,
    InventoryCoverage inventory,
    Repeats repeats,
    Optional<FindingTracer> tracer) {

  /** The defaults, with nothing known beforehand. */
  static SweepDiagnosis plain(SecurityProtocol offered) {
    Diagnoser diagnoser = new Diagnoser(Thresholds.DEFAULT, offered);
    return new SweepDiagnosis(
        new ResultRows(diagnoser, KnownHosts.NONE, SegmentNames.NONE),
        FailOn.NONE,
        InventoryCoverage.NONE,
        Repeats.NONE,
        Optional.empty());
  }

  /** The row of a result, which is counted with it. */
  ResultRow row(ProbeResult result) {
    ResultRow row = rows.of(result);
    return tracer.isPresent() ? tracer.get().note(row) : row;
  }

  /** What all rows show together, when they are written. */
  Conclusions conclusions() {
    return Conclusions.of(rows, inventory, repeats);
  }

  /** The exit code of a sweep that is complete. */
  int exitCode() {
    return switch (failOn) {
      case NONE -> ExitCode.DONE;
      case FAILING -> rows.counts().of(Verdict.FAILING) > 0 ? ExitCode.FOUND : ExitCode.DONE;
      case POLICY -> rows.policy().hosts() > 0 ? ExitCode.FOUND : ExitCode.DONE;
    };
  }
}
