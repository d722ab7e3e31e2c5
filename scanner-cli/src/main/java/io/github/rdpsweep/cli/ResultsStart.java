package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweptTargets;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.PartialResults;
import io.github.rdpsweep.report.SweepIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the results file of a sweep begins: anew, or behind the rows of one that was interrupted.
 *
 * @param identity which sweep it is; empty where an interrupted one cannot go on, since its results
 *     go elsewhere, or in another form
 * @param before the rows that are there
 * @param swept their targets
 */
record ResultsStart(
    Optional<SweepIdentity> identity, Optional<PartialResults> before, SweptTargets swept) {

  /** Of a sweep that cannot go on when it was interrupted. */
  static final ResultsStart PLAIN =
      new ResultsStart(Optional.empty(), Optional.empty(), SweptTargets.NONE);

  /** Of a sweep that begins. */
  static ResultsStart anew(SweepIdentity identity) {
    return new ResultsStart(Optional.of(identity), Optional.empty(), SweptTargets.NONE);
  }

  /** Opens the place of the results. */
  Destination open(Output results, OutputStream standardOutput) throws IOException {
    if (before.isPresent()) {
      return Destination.ofJournal(Path.of(results.file()), before.get());
    }
    return identity.isPresent()
        ? Destination.ofJournal(Path.of(results.file()), identity.get())
        : results.open(standardOutput);
  }

  /** Whether there are rows, or at least their header. */
  boolean isContinued() {
    return before.isPresent() && before.get().hasHeader();
  }

  /** Gives other outputs the rows that are there already. */
  void replay(OutputStream rows) throws IOException {
    if (isContinued()) {
      before.get().copyTo(rows);
      rows.flush();
    }
  }
}
