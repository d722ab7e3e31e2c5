package io.github.rdpsweep.probe;

import java.util.Objects;

/**
 * What follow-ups added to a row, a component for each kind of them.
 *
 * @param liveness whether the host of a silent target answers elsewhere
 * @param series what further probes of a target that answered showed
 * @param security what further offers showed
 */
public record Supplement(Liveness liveness, ProbeSeries series, SecurityFacts security) {

  /** There were no follow-ups. */
  public static final Supplement NONE =
      new Supplement(Liveness.NOT_ASKED, ProbeSeries.NONE, SecurityFacts.NONE);

  public Supplement {
    Objects.requireNonNull(liveness);
    Objects.requireNonNull(series);
    Objects.requireNonNull(security);
  }

  /** The same with another liveness. */
  public Supplement with(Liveness other) {
    return new Supplement(other, series, security);
  }

  /** The same with other answers. */
  public Supplement with(SecurityFacts other) {
    return new Supplement(liveness, series, other);
  }

  /** The same with another series. */
  public Supplement with(ProbeSeries other) {
    return new Supplement(liveness, other, security);
  }
}
