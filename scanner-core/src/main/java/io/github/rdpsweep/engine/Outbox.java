package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeResult;
import java.util.ArrayList;
import java.util.List;

/** Results on their way from a lane to the sink, in batches. */
final class Outbox {

  static final int BATCH = 256;

  private static final long BATCH_AGE_NANOS = 20_000_000;
  private static final long SINK_POLL_NANOS = 1_000_000;

  private final ResultSink sink;
  private final SweepClock clock;
  private List<ProbeResult> batch = new ArrayList<>(BATCH);
  private long batchSince;
  private boolean refused;

  Outbox(ResultSink sink, SweepClock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  boolean isEmpty() {
    return batch.isEmpty();
  }

  /** Whether the sink has no room: then no more results should be brought about. */
  boolean isRefused() {
    return refused;
  }

  void add(ProbeResult result) {
    if (batch.isEmpty()) {
      batchSince = clock.nanoTime();
    }
    batch.add(result);
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
