package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.FindingTrace;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.trace.TraceVerdict;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** The findings of a sweep as people read them: what they came for, so it comes first. */
final class FindingsText {

  private static final int MOST = 10;

  private FindingsText() {}

  static void print(PrintStream err, Ansi ansi, Conclusions conclusions) {
    List<Finding> findings = conclusions.findings();
    if (findings.isEmpty()) {
      err.println(
          conclusions.segments().expected() == 0
              ? "no finding: nothing shows or says that a host exists here (--inventory names hosts)"
              : "no finding: no part of the fleet stands out from the rest");
    }
    for (int i = 0; i < Math.min(MOST, findings.size()); i++) {
      String heading = "finding " + (i + 1) + " of " + findings.size() + ":";
      err.println(ansi.string("@|bold " + heading + "|@") + " " + findings.get(i).sentence());
      err.println("  next: " + findings.get(i).nextStep());
      for (FindingTrace trace : conclusions.traces().of(findings.get(i))) {
        TraceVerdict verdict = trace.verdict();
        err.println("  path: " + verdict.evidence() + " " + verdict.nextStep());
      }
    }
    if (findings.size() > MOST) {
      err.println("and " + (findings.size() - MOST) + " more findings: see --summary-json");
    }
    if (!conclusions.traces().remark().isEmpty()) {
      err.println(conclusions.traces().remark());
    }
    err.println();
  }
}
