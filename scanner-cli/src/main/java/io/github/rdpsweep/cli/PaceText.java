package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Pace;
import java.util.Locale;

/** The limits of a pace in words. */
final class PaceText {

  private PaceText() {}

  /** {@code at most 1,000 a second, 200 in a segment}; empty where there is no limit. */
  static String of(Pace pace) {
    if (pace.segmentRate() >= pace.rate()) {
      return pace.rate() == Pace.UNLIMITED ? "" : "at most " + number(pace.rate()) + " a second";
    }
    return pace.rate() == Pace.UNLIMITED
        ? "at most " + number(pace.segmentRate()) + " a second in a segment"
        : "at most "
            + number(pace.rate())
            + " a second, "
            + number(pace.segmentRate())
            + " in a segment";
  }

  private static String number(long rate) {
    return String.format(Locale.ROOT, "%,d", rate);
  }
}
