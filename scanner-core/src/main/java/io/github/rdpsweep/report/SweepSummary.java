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
 * @param startedAt when
 * @param seconds how long it took, from the first start to the last result
 */
public record SweepSummary(
    SweepOrigin origin,
    SweepConfig config,
    TransportChoice transport,
    long targets,
    StatsSnapshot stats,
    Instant startedAt,
    double seconds) {

  private static final double NANOS_A_SECOND = 1e9;

  /** When it was over. */
  public Instant endedAt() {
    return startedAt.plusNanos(Math.round(seconds * NANOS_A_SECOND));
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
