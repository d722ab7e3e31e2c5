package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.Verdict;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The verdicts of a sweep as people read them, each with its causes. */
final class DiagnosisText {

  private DiagnosisText() {}

  static void print(PrintStream err, Ansi ansi, DiagnosisCounts counts) {
    err.println();
    String heading = String.format("%-20s %12s %8s  causes", "verdict", "targets", "share");
    err.println(ansi.string("@|bold " + heading + "|@"));
    for (Verdict verdict : Verdict.values()) {
      long targets = counts.of(verdict);
      if (targets > 0) {
        String line =
            String.format(
                Locale.ROOT,
                "%s %,12d %6.1f %%  %s",
                coloured(ansi, verdict),
                targets,
                100.0 * targets / counts.total(),
                causes(counts, verdict));
        err.println(line.stripTrailing());
      }
    }
  }

  /** As outcomes: green is what works; yellow, what says nothing about the host. */
  private static String coloured(Ansi ansi, Verdict verdict) {
    String name = String.format("%-20s", verdict.label());
    return switch (verdict) {
      case OK -> ansi.string("@|green " + name + "|@");
      case UNKNOWN -> ansi.string("@|yellow " + name + "|@");
      case DEGRADED, FAILING, ABSENT -> name;
    };
  }

  private static String causes(DiagnosisCounts counts, Verdict verdict) {
    return Arrays.stream(Cause.values())
        .filter(cause -> cause != Cause.NONE && counts.of(verdict, cause) > 0)
        .map(
            cause -> String.format(Locale.ROOT, "%s %,d", cause.label(), counts.of(verdict, cause)))
        .collect(joining(", "));
  }
}
