package io.github.rdpsweep.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link QosComparison} in words: what was shown, and nothing that was not. */
public final class QosText {

  private static final double NANOS_PER_MILLI = 1e6;

  private QosText() {}

  /** One sentence for each difference, or one that says that none was shown. */
  public static List<String> of(QosComparison comparison) {
    List<String> sentences = differences(comparison);
    return sentences.isEmpty() ? List.of(none(comparison)) : sentences;
  }

  /** One sentence for each difference that was shown. */
  public static List<String> differences(QosComparison comparison) {
    List<String> sentences = new ArrayList<>();
    if (comparison.isLossDifferent()) {
      sentences.add(loss(comparison));
    }
    if (comparison.isLatencyDifferent()) {
      sentences.add(latency(comparison));
    }
    return List.copyOf(sentences);
  }

  private static String none(QosComparison comparison) {
    return String.format(
        Locale.ROOT,
        "no difference shown by %,d hosts, %,d marked and %,d unmarked packets",
        comparison.hosts(),
        comparison.markedSent(),
        comparison.unmarkedSent());
  }

  private static String loss(QosComparison comparison) {
    Effect loss = comparison.loss();
    return String.format(
        Locale.ROOT,
        "marked packets are lost %s often: %.1f %% of %,d, against %.1f %% of %,d unmarked ones"
            + " (difference %+.1f points; %+.1f to %+.1f with 99.9 %% confidence)",
        loss.estimate() > 0 ? "more" : "less",
        share(comparison.markedLost(), comparison.markedSent()),
        comparison.markedSent(),
        share(comparison.unmarkedLost(), comparison.unmarkedSent()),
        comparison.unmarkedSent(),
        100 * loss.estimate(),
        100 * loss.low(),
        100 * loss.high());
  }

  private static String latency(QosComparison comparison) {
    Effect latency = comparison.latencyNanos();
    return String.format(
        Locale.ROOT,
        "marked packets are %s: %+.1f ms in the median of %,d hosts (%+.1f to %+.1f with 99.9 %%"
            + " confidence)",
        latency.estimate() > 0 ? "slower" : "faster",
        latency.estimate() / NANOS_PER_MILLI,
        comparison.hosts(),
        latency.low() / NANOS_PER_MILLI,
        latency.high() / NANOS_PER_MILLI);
  }

  private static double share(long lost, long sent) {
    return 100.0 * lost / sent;
  }
}
