package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Probe;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.SocketFailure;
import io.github.rdpsweep.probe.Stage;
import io.netty.buffer.ByteBuf;

/**
 * Room for one probe in flight: its connection, its state, its deadline, the visit it is part of.
 * Serves target after target. What the connection reports goes to the probe, and what the probe
 * makes of it to the lane.
 */
final class Slot extends DeadlineQueue.Entry {

  /** A stall of this part of the waiting is borne: the kernel goes on listening meanwhile. */
  private static final int HELD_UP_SHARE = 4;

  private static final long STALE_NANOS = 1_000_000_000;

  private final Lane lane;
  private final Probe probe;
  private final Connection connection;

  /** Null unless exchanges are to be kept: nearly no sweep pays for that. */
  private final ExchangeRecorder recorder;

  private Visit visit;

  /** How long the loop had been stalled before this probe began. */
  private long stalledNanosBefore;

  /** Whether an outcome is awaited; whatever a connection says otherwise is noise. */
  private boolean busy;

  /**
   * An idle slot.
   *
   * @param recorder keeps its exchanges; null to keep none
   */
  Slot(Lane lane, Probe probe, Transport transport, ExchangeRecorder recorder) {
    this.lane = lane;
    this.probe = probe;
    this.recorder = recorder;
    this.connection = transport.newConnection(this, lane.eventLoop());
  }

  Probe probe() {
    return probe;
  }

  Connection connection() {
    return connection;
  }

  Visit visit() {
    return visit;
  }

  boolean isBusy() {
    return busy;
  }

  /** Takes up what a visit is for now; the caller connects. */
  void begin(Visit next, ProbeSettings settings, long now, long epochMillis, long stalledNanos) {
    visit = next;
    stalledNanosBefore = stalledNanos;
    busy = true;
    probe.begin(next.target(), settings, next.pass(), now, epochMillis);
    if (recorder != null) {
      recorder.begin(next.target().endpoint(), now, epochMillis);
    }
  }

  void connect() {
    connection.connect(probe.target().endpoint(), probe.settings());
  }

  /**
   * Whether the loop was away for a good part of this probe, so that its silence proves little.
   *
   * @param stalledNanos the length of all stalls so far
   */
  boolean isHeldUp(long now, long stalledNanos) {
    return (stalledNanos - stalledNanosBefore) * HELD_UP_SHARE > now - probe.startNanos();
  }

  /**
   * Whether the loop was away for so long that an answer was not measured, and may be one to our
   * own silence: servers end connections on which nothing comes.
   *
   * @param stalledNanos the length of all stalls so far
   */
  boolean isStale(long now, long stalledNanos) {
    return stalledNanos - stalledNanosBefore >= STALE_NANOS && isHeldUp(now, stalledNanos);
  }

  void end() {
    DeadlineQueue.cancel(this);
    busy = false;
    connection.leave();
  }

  long now() {
    return lane.now();
  }

  /** Hands over what went over the connection, before that is left, if the probe failed. */
  void recordExchange(Outcome outcome, long now) {
    if (recorder != null && recorder.isWanted(outcome)) {
      recorder.finish(connection.localAddress(), now);
    }
  }

  /**
   * The connection is established; at depths beyond connect the Connection Request goes out now.
   *
   * @return whether it does
   */
  boolean connected(long now) {
    if (probe.connected(now)) {
      lane.ended(this, now);
      return false;
    }
    lane.awaitReply(this, now);
    if (recorder != null) {
      recorder.connected(probe.settings().request(), now);
    }
    return true;
  }

  /** Bytes arrived; they are the caller's again when this returns. */
  void received(ByteBuf bytes) {
    long now = lane.now();
    if (recorder != null) {
      recorder.received(bytes, now);
    }
    Stage before = probe.stage();
    if (probe.received(bytes, now)) {
      lane.ended(this, now);
    } else if (probe.hasOutput()) {
      if (probe.stage() != before) {
        lane.awaitStage(this, now);
      }
      send(probe.takeOutput(), now);
    }
  }

  private void send(ByteBuf bytes, long now) {
    if (bytes.isReadable()) {
      if (recorder != null) {
        recorder.sent(bytes, now);
      }
      connection.send(bytes);
    }
  }

  /** The peer ended its side. */
  void closed() {
    long now = lane.now();
    if (recorder != null) {
      recorder.ended(Exchange.Ending.CLOSED);
    }
    probe.closed(now);
    lane.ended(this, now);
  }

  /** The socket is of no more use for this probe. */
  void failed(SocketFailure failure) {
    long now = lane.now();
    if (failure.trouble().isPresent()) {
      lane.troubled(this, failure, now);
    } else {
      if (recorder != null) {
        recorder.ended(
            failure.outcome() == Outcome.RESET ? Exchange.Ending.RESET : Exchange.Ending.LEFT);
      }
      probe.failed(failure, now);
      lane.ended(this, now);
    }
  }

  /** A defect of ours met on the event loop: the sweep cannot be trusted any more. */
  void broken(Throwable defect) {
    lane.fail(defect);
  }
}
