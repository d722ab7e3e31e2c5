package io.github.rdpsweep.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How a sweep knows that silence is not its own fault.
 *
 * @param probe what is asked
 * @param interval how often
 * @param patience how long the sweep waits, paused, for one that does not answer
 */
public record Control(ControlProbe probe, Duration interval, Duration patience) {

  /** How often a control is asked where nothing else is said. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  public Control {
    Objects.requireNonNull(probe);
    if (interval.isNegative() || interval.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException("interval " + interval + ", patience " + patience);
    }
  }
}
