package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.SweepArchive;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a run tells when its sweep is over. */
final class EndText {

  private EndText() {}

  /** All there is to say. */
  static void print(
      PrintStream err,
      SweepEnd end,
      SweepDiagnosis diagnosis,
      Optional<SweepHistory.Changes> changes) {
    SummaryText.print(err, Terminal.ansi(), end.summary(), end.conclusions());
    further(err, diagnosis, changes);
  }

  /** The first lines of it, for someone who reads only when there is reason to. */
  static void printHead(
      PrintStream err,
      SweepEnd end,
      SweepDiagnosis diagnosis,
      Optional<SweepHistory.Changes> changes) {
    SummaryText.printHead(err, Terminal.ansi(), end.summary(), end.conclusions());
    further(err, diagnosis, changes);
  }

  private static void further(
      PrintStream err, SweepDiagnosis diagnosis, Optional<SweepHistory.Changes> changes) {
    diagnosis.newFailures().ifPresent(fresh -> NewFailuresText.print(err, fresh));
    Ansi ansi = Terminal.ansi();
    changes.ifPresent(
        found -> {
          err.println();
          err.println("since the sweep of " + SweepArchive.stampOf(found.previous()) + ":");
          ChangesText.printCounts(err, ansi, found.comparison());
        });
  }
}
