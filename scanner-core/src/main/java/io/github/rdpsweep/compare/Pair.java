package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A target in two sweeps.
 *
 * @param before as the older one saw it
 * @param after as the newer one saw it
 */
public record Pair(Sighting before, Sighting after) {

  public Pair {
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  /** Where it is; empty for a name that neither sweep found. */
  public Optional<IpAddress> address() {
    return Stream.of(after, before).filter(Sighting::hasAddress).map(Sighting::address).findFirst();
  }

  /**
   * Whether it is failing, and was not failing before: because it was well, absent or not known.
   */
  boolean isNewFailure() {
    return after.condition().isFailing() && !before.condition().isFailing();
  }

  /** Whether both sweeps covered the target. */
  boolean isInBoth() {
    return before.isSwept() && after.isSwept();
  }
}
