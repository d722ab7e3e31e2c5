package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets that are failing and were not failing in the baseline: they worked, or were absent or
 * unknown, or it does not have them. Belongs to one thread at a time.
 */
public final class NewFailures {

  private static final int NAMED = 5;

  private final List<Target> first = new ArrayList<>();
  private long count;

  /**
   * Counts a target if it is one.
   *
   * @param before what the baseline says of it
   */
  public void add(Target target, Verdict before, Verdict now) {
    if (now != Verdict.FAILING || before == Verdict.FAILING) {
      return;
    }
    count++;
    if (first.size() < NAMED) {
      first.add(target);
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** Some of them. */
  public List<Target> first() {
    return List.copyOf(first);
  }
}
