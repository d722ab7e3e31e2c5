package io.github.rdpsweep.probe;

import java.util.Objects;

/** What becomes of a target's row when one of its connections is over. */
public sealed interface RowStep permits RowStep.Complete, FollowUp {

  /**
   * Nothing is missing any more.
   *
   * @param row as it is to be reported
   */
  record Complete(ProbeResult row) implements RowStep {
    public Complete {
      Objects.requireNonNull(row);
    }
  }
}
