package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.stats.LoopStats;
import io.github.rdpsweep.target.Target;
import java.util.ArrayList;
import java.util.List;

/** Results on their way from a lane to the sink: they are counted, and leave in batches. */
final class Outbox {

  static final int BATCH = 256;

  private static final long BATCH_AGE_NANOS = 20_000_000;
  private static final long SINK_POLL_NANOS = 1_000_000;

  private final ResultSink sink;
  private final LoopStats stats;
  private final SweepClock clock;
  private List<ProbeResult> batch = new ArrayList<>(BATCH);
  private long batchSince;
  private boolean refused;

  /** Why the scanner's own side is held for down for good; else empty. */
  private String downReason = "";

  Outbox(ResultSink sink, LoopStats stats, SweepClock clock) {
    this.sink = sink;
    this.stats = stats;
    this.clock = clock;
  }

  boolean isEmpty() {
    return batch.isEmpty();
  }

  /** Whether the sink has no room: then no more results should be brought about. */
  boolean isRefused() {
    return refused;
  }

  /** From now on, what was cut short is not known for this reason. */
  void scannerIsDown(String reason) {
    downReason = reason;
  }

  void add(ProbeResult row) {
    if (row.outcome() == Outcome.CANCELLED && !downReason.isEmpty()) {
      addNotKnown(row);
    } else {
      put(row);
    }
  }

  /** Adds what a row comes to that was met while the scanner's own side may have been down. */
  void addNotKnown(ProbeResult row) {
    String reason = downReason.isEmpty() ? "stopped before the control told" : downReason;
    put(unprobed(row.target(), Outcome.NOT_SENT, "scanner side down: " + reason, row.attempts()));
  }

  /** Adds the row of a target of which nothing came back, since nothing was waited for. */
  void addUnprobed(Target target, Outcome outcome, String detail, int attempts) {
    add(unprobed(target, outcome, detail, attempts));
  }

  private ProbeResult unprobed(Target target, Outcome outcome, String detail, int attempts) {
    return new ProbeResult(
        target,
        outcome,
        Stage.BEFORE,
        detail,
        attempts,
        Timings.NONE,
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        clock.epochMillis());
  }

  private void put(ProbeResult row) {
    stats.record(row);
    if (batch.isEmpty()) {
      batchSince = clock.nanoTime();
    }
    batch.add(row);
    if (batch.size() >= BATCH) {
      offer();
    }
  }

  /**
   * Offers what is old, or was refused before.
   *
   * @param idle whether no more results are to be expected soon
   */
  void handOver(long now, boolean idle) {
    boolean aged = now - batchSince >= BATCH_AGE_NANOS || idle;
    if (!batch.isEmpty() && (refused || aged)) {
      offer();
    }
  }

  /** How long until something has to be handed over; for ever if there is nothing. */
  long waitNanos(long now) {
    if (refused) {
      return SINK_POLL_NANOS;
    }
    return batch.isEmpty() ? Long.MAX_VALUE : batchSince + BATCH_AGE_NANOS - now;
  }

  private void offer() {
    refused = !sink.offer(batch);
    if (!refused) {
      batch = new ArrayList<>(BATCH);
    }
  }
}
