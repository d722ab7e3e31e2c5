package io.github.rdpsweep.probe;

import java.util.Objects;

/**
 * What follow-ups added to a row, a component for each kind of them.
 *
 * @param liveness whether the host of a silent target answers elsewhere
 * @param series what further probes of a target that answered showed
 */
public record Supplement(Liveness liveness, ProbeSeries series) {

  /** There were no follow-ups. */
  public static final Supplement NONE = new Supplement(Liveness.NOT_ASKED, ProbeSeries.NONE);

  public Supplement {
    Objects.requireNonNull(liveness);
    Objects.requireNonNull(series);
  }

  /** The same with another liveness. */
  public Supplement with(Liveness other) {
    return new Supplement(other, series);
  }

  /** The same with another series. */
  public Supplement with(ProbeSeries other) {
    return new Supplement(liveness, other);
  }
}
