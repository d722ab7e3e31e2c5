package io.github.rdpsweep.diagnosis;

import java.util.Objects;

/**
 * What is said of a host: a judgement, where the evidence points, and what to do.
 *
 * @param verdict the judgement; a failing or degraded host has a cause, at least {@link
 *     Cause#UNDETERMINED}, and one that is ok or absent has none
 * @param cause where the evidence points
 * @param advice one sentence, or empty where there is nothing to do
 */
public record Diagnosis(Verdict verdict, Cause cause, String advice) {

  public Diagnosis {
    Objects.requireNonNull(advice);
    boolean fits =
        switch (verdict) {
          case OK, ABSENT -> cause == Cause.NONE;
          case DEGRADED, FAILING -> cause != Cause.NONE;
          case UNKNOWN -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(verdict + " with cause " + cause);
    }
  }
}
