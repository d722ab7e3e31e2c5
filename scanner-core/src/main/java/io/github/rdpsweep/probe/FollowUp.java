package io.github.rdpsweep.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * A further connection to a host, whose result adds to a row that is known already. Rows of one
 * host that ask for equal ones share the connection.
 *
 * @param port where to, on the row's host
 * @param settings what to do there
 * @param spacing how long the row's last connection must be over before
 * @param fold what its result adds
 */
public record FollowUp(int port, ProbeSettings settings, Duration spacing, Fold fold)
    implements RowStep {

  /** Adds what a follow-up showed to a row. Pure. */
  @FunctionalInterface
  public interface Fold {

    /**
     * The row with the result in it. It must bring the row forward: a row for which the same
     * follow-up is asked for again and again never ends.
     *
     * @param row as it was
     * @param result of the follow-up; never one that the scanner's own trouble prevented, nor one
     *     that was cancelled
     */
    ProbeResult into(ProbeResult row, ProbeResult result);
  }

  public FollowUp {
    Objects.requireNonNull(settings);
    Objects.requireNonNull(fold);
    if (port < 1 || port > 65_535 || spacing.isNegative()) {
      throw new IllegalArgumentException("port " + port + ", spacing " + spacing);
    }
  }
}
