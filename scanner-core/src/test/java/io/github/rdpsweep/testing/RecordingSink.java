package io.github.rdpsweep.testing;

import io.github.rdpsweep.engine.ResultSink;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps every result in memory; refuses batches while it is told to. */
public final class RecordingSink implements ResultSink {

  private final List<ProbeResult> results = new ArrayList<>();
  private boolean refusing;
  private int refused;

  @Override
  public synchronized boolean offer(List<ProbeResult> batch) {
    if (refusing) {
      refused++;
      return false;
    }
    results.addAll(batch);
    return true;
  }

  /** From now on, refuses every batch, or takes them again. */
  public synchronized void refuse(boolean whether) {
    refusing = whether;
  }

  /** How many batches were refused. */
  public synchronized int refused() {
    return refused;
  }

  /** All results, in the order in which they were taken. */
  public synchronized List<ProbeResult> results() {
    return List.copyOf(results);
  }

  /**
   * Each target's result.
   *
   * @throws AssertionError if a target has two
   */
  public Map<Target, ProbeResult> byTarget() {
    Map<Target, ProbeResult> byTarget = new LinkedHashMap<>();
    for (ProbeResult result : results()) {
      ProbeResult other = byTarget.put(result.target(), result);
      if (other != null) {
        throw new AssertionError("two results of one target: " + other + ", " + result);
      }
    }
    return byTarget;
  }

  /** How many targets ended in each outcome; outcomes without a target are left out. */
  public Map<Outcome, Integer> counts() {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    results().forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
    return counts;
  }
}
