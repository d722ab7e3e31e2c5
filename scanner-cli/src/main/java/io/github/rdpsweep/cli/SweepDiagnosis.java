package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.NewFailures;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultRow;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.SegmentNames;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a sweep's results are diagnosed, and what that means for its exit code.
 *
 * @param rows makes the rows
 * @param baseline results of an earlier sweep, which tell what failures are new
 * @param failOn what to report by the exit code
 * @param inventory how much of the inventory is swept
 * @param repeats by which targets are probed
 * @param tracer traces the paths behind findings, if that is wanted
 */
record SweepDiagnosis(
    ResultRows rows,
    Optional<Path> baseline,
    Set<FailOn> failOn,
    InventoryCoverage inventory,
    Repeats repeats,
    Optional<FindingTracer> tracer) {

  SweepDiagnosis {
    failOn = Set.copyOf(failOn);
  }

  /** The defaults, with nothing known beforehand. */
  static SweepDiagnosis plain(SecurityProtocol offered) {
    Diagnoser diagnoser = new Diagnoser(Thresholds.DEFAULT, offered);
    return new SweepDiagnosis(
        new ResultRows(diagnoser, KnownHosts.NONE, SegmentNames.NONE),
        Optional.empty(),
        Set.of(),
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
    Conclusions conclusions = Conclusions.of(rows, inventory, repeats);
    return baseline.isPresent()
        ? conclusions.withNewFailures(rows.newFailures().count())
        : conclusions;
  }

  /** Failures that the baseline does not have, if there is one. */
  Optional<NewFailures> newFailures() {
    return baseline.isPresent() ? Optional.of(rows.newFailures()) : Optional.empty();
  }

  /** The exit code of a sweep that is complete. */
  int exitCode() {
    return failOn.stream().anyMatch(this::isFound) ? ExitCode.FOUND : ExitCode.DONE;
  }

  private boolean isFound(FailOn what) {
    return switch (what) {
      case NONE -> false;
      case FAILING -> rows.counts().of(Verdict.FAILING) > 0;
      case NEW -> baseline.isPresent() && rows.newFailures().count() > 0;
      case POLICY -> rows.policy().hosts() > 0;
    };
  }
}
