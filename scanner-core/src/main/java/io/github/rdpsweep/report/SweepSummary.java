package io.github.rdpsweep.report;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.time.Instant;

/**
 * A sweep as a whole, when it is over.
 *
 * @param origin where it comes from
 * @param config what was asked for
 * @param transport what was used
 * @param targets rows that were due
 * @param stats what happened
 * @param startedAt when it began, the first part of it
 * @param endedAt when it was over
 * @param seconds how long it took, from the first start to the last result; of a sweep that went on
 *     after an interruption, the last part
 * @param resumedRows rows of earlier parts, which {@code stats} counts too, but for connects and
 *     trouble
 */
public record SweepSummary(
    SweepOrigin origin,
    SweepConfig config,
    TransportChoice transport,
    long targets,
    StatsSnapshot stats,
    Instant startedAt,
    Instant endedAt,
    double seconds,
    long resumedRows) {

  private static final double NANOS_A_SECOND = 1e9;

  /** Of a sweep that was not interrupted. */
  public SweepSummary(
      SweepOrigin origin,
      SweepConfig config,
      TransportChoice transport,
      long targets,
      StatsSnapshot stats,
      Instant startedAt,
      double seconds) {
    this(
        origin,
        config,
        transport,
        targets,
        stats,
        startedAt,
        startedAt.plusNanos(Math.round(seconds * NANOS_A_SECOND)),
        seconds,
        0);
  }

  /** Whether the sweep reached its end: every target has its row, and none was cut short. */
  public boolean isEnded() {
    return stats.finished() == targets
        && count(Outcome.CANCELLED) == 0
        && !stats.outages().isDown();
  }

  /** Whether it ended, and every target that has an address was probed. */
  public boolean isComplete() {
    return isEnded() && count(Outcome.NOT_SENT) == 0;
  }

  private long count(Outcome outcome) {
    return stats.outcomes().get(outcome);
  }
}
