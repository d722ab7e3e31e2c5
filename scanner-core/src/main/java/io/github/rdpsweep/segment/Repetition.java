package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Timings;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of the repeated probes of one target, in the resolution of the results CSV: so that
 * a file of results says the same as the sweep that wrote it.
 *
 * @param probes that were made; 0 where the target was probed once
 * @param flips how often the server went from ready to turning clients away, or back
 * @param delivery packets sent and lost
 * @param marks what probes with and without a mark met, if there were both
 */
public record Repetition(int probes, int flips, Delivery delivery, Optional<Marks> marks) {

  /** A target that was probed once. */
  public static final Repetition NONE = new Repetition(0, 0, Delivery.NONE, Optional.empty());

  private static final int NANOS_A_MICRO = 1_000;

  public Repetition {
    Objects.requireNonNull(delivery);
    Objects.requireNonNull(marks);
  }

  /** What is kept of a series. */
  public static Repetition of(ProbeSeries series) {
    if (series.count() == 0) {
      return NONE;
    }
    ProbeSeries marked = series.compared(true);
    ProbeSeries unmarked = series.compared(false);
    Optional<Marks> marks = Optional.empty();
    if (marked.count() > 0 && unmarked.count() > 0) {
      marks =
          Optional.of(
              new Marks(marked.delivery(), median(marked), unmarked.delivery(), median(unmarked)));
    }
    return new Repetition(series.count(), series.changes(), series.delivery(), marks);
  }

  private static long median(ProbeSeries series) {
    long nanos = series.roundTrips().median();
    return nanos < 0 ? Timings.NOT_MEASURED : toMicros(nanos);
  }

  /** A time as exact as it is written. */
  static long toMicros(long nanos) {
    return (nanos + NANOS_A_MICRO / 2) / NANOS_A_MICRO * NANOS_A_MICRO;
  }

  /** Whether the server was ready for some probes and turned others away, to and fro. */
  boolean isFlipping() {
    return flips >= 2;
  }

  /**
   * What probes of one target met with a mark and without.
   *
   * @param marked packets that carried it
   * @param markedNanos the median round trip of these probes, or {@link Timings#NOT_MEASURED}
   * @param unmarked packets without
   * @param unmarkedNanos the median round trip of those, or {@link Timings#NOT_MEASURED}
   */
  public record Marks(Delivery marked, long markedNanos, Delivery unmarked, long unmarkedNanos) {

    public Marks {
      Objects.requireNonNull(marked);
      Objects.requireNonNull(unmarked);
    }
  }
}
