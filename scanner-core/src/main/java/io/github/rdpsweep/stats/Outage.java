package io.github.rdpsweep.stats;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A time in which the scanner's own side of the network did not work, and the sweep paused.
 *
 * @param reason what failed, and how
 * @param from when that was noticed
 * @param to when it worked again; empty while it does not
 */
public record Outage(String reason, Instant from, Optional<Instant> to) {

  public Outage {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /** Whether it lasts. */
  public boolean isOpen() {
    return to.isEmpty();
  }

  /** The same, over now. */
  Outage endedAt(Instant end) {
    return new Outage(reason, from, Optional.of(end));
  }
}
