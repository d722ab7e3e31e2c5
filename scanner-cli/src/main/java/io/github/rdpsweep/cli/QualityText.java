package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Dscp;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.segment.QosComparison;
import io.github.rdpsweep.segment.QosText;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What repeated probes showed, as people read it. */
final class QualityText {

  private QualityText() {}

  /** Nothing, where targets were probed once. */
  static void print(PrintStream err, Repeats repeats, Quality quality) {
    if (quality.targets() == 0) {
      return;
    }
    err.println();
    err.println(
        String.format(
            Locale.ROOT,
            "probed %d times: %,d targets; loss %s",
            repeats.probes(),
            quality.targets(),
            loss(quality)));
    if (quality.flipping() > 0) {
      err.println(
          String.format(
              Locale.ROOT,
              "%,d of them were ready and turned clients away, to and fro: look for event 1006",
              quality.flipping()));
    }
    repeats.mark().ifPresent(mark -> mark(err, mark, quality.qos()));
  }

  private static String loss(Quality quality) {
    if (quality.sent() == 0) {
      return "not measured";
    }
    WilsonInterval loss = quality.loss();
    return String.format(
        Locale.ROOT,
        "%.2f %% (%.2f-%.2f) of %,d packets",
        100.0 * quality.lost() / quality.sent(),
        100 * loss.low(),
        100 * loss.high(),
        quality.sent());
  }

  private static void mark(PrintStream err, Dscp mark, QosComparison qos) {
    List<String> sentences =
        qos.hosts() == 0
            ? List.of("not compared; it takes --repeat 3 and targets that answer")
            : QosText.of(qos);
    for (String sentence : sentences) {
      err.println("DSCP " + mark + ": " + sentence);
    }
  }
}
