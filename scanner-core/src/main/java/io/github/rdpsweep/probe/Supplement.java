package io.github.rdpsweep.probe;

import java.util.Objects;

/**
 * What follow-ups added to a row, a component for each kind of them.
 *
 * @param liveness whether the host of a silent target answers elsewhere
 */
public record Supplement(Liveness liveness) {

  /** There were no follow-ups. */
  public static final Supplement NONE = new Supplement(Liveness.NOT_ASKED);

  public Supplement {
    Objects.requireNonNull(liveness);
  }

  /** The same with another liveness. */
  public Supplement with(Liveness other) {
    return new Supplement(other);
  }
}
