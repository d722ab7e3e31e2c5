package io.github.rdpsweep.cli;

import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.ChangeText;
import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.report.SafeCell;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What changed between two sweeps, as people read it. */
final class ChangesText {

  private ChangesText() {}

  /** Every change, by kind. */
  static void print(PrintWriter out, Comparison comparison) {
    for (ChangeKind kind : ChangeKind.values()) {
      if (comparison.targets(kind) > 0) {
        out.println(kind.label());
        comparison.forEach(kind, change -> out.println("  " + SafeCell.of(ChangeText.of(change))));
      }
    }
  }

  /** How many changes there are. */
  static void printCounts(PrintStream err, Ansi ansi, Comparison comparison) {
    boolean any = false;
    for (ChangeKind kind : ChangeKind.values()) {
      if (comparison.targets(kind) > 0) {
        if (!any) {
          String heading = String.format("%-20s %12s  %s", "change", "targets", "whole segments");
          err.println(ansi.string("@|bold " + heading + "|@"));
        }
        any = true;
        err.println(count(comparison, kind));
      }
    }
    if (!any) {
      err.println("nothing changed");
    }
    err.println(
        String.format(
            Locale.ROOT,
            "%,d targets in both files, %,d of them unknown in one;"
                + " %,d only in the older file, %,d only in the newer",
            comparison.inBoth(),
            comparison.unknown(),
            comparison.onlyBefore(),
            comparison.onlyAfter()));
    err.println(
        String.format(
            Locale.ROOT, "new failures: %,d (failing, and not before)", comparison.newFailures()));
  }

  private static String count(Comparison comparison, ChangeKind kind) {
    String line = String.format(Locale.ROOT, "%-20s %,12d", kind.label(), comparison.targets(kind));
    int segments = comparison.segments(kind);
    return segments == 0
        ? line
        : line
            + String.format(
                Locale.ROOT, "  %,d with %,d", segments, comparison.targetsInSegments(kind));
  }
}
