package io.github.rdpsweep.report;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.time.Instant;

/**
 * A sweep as a whole, when it is over.
 *
 * @param config what was asked for
 * @param transport what was used
 * @param targets rows that were due
 * @param stats what happened
 * @param startedAt when
 * @param seconds how long it took, from the first start to the last result
 */
public record SweepSummary(
    SweepConfig config,
    TransportChoice transport,
    long targets,
    StatsSnapshot stats,
    Instant startedAt,
    double seconds) {}
