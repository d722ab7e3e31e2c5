package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.PartialResults;
import io.github.rdpsweep.report.SweepIdentity;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The note of a sweep that goes on, about what it found. */
final class ResumedText {

  private ResumedText() {}

  static void print(PrintStream err, PartialResults before, SweepIdentity identity) {
    String lost =
        before.dropped() == 0 && before.cutBytes() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; given up: %,d rows that are not final, and %,d bytes of a row that was cut off",
                before.dropped(),
                before.cutBytes());
    err.println(
        String.format(
            Locale.ROOT,
            "note: going on with the sweep of %s; %,d targets have their rows%s",
            identity
                .startedAt()
                .truncatedTo(ChronoUnit.SECONDS)
                .atZone(ZoneId.systemDefault())
                .toOffsetDateTime(),
            before.rows(),
            lost));
  }
}
