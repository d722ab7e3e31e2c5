package io.github.rdpsweep.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** A lane's slots: which are idle, which have a probe in flight, and until when each may wait. */
final class Slots {

  private final Supplier<Slot> maker;
  private final List<Slot> all = new ArrayList<>();
  private final ArrayDeque<Slot> idle = new ArrayDeque<>();

  /* Apart, since the short waits of early passes must not queue behind the long one of the last. */
  private final DeadlineQueue connectingEarly = new DeadlineQueue();
  private final DeadlineQueue connectingLast = new DeadlineQueue();
  private final DeadlineQueue negotiating = new DeadlineQueue();

  /** Stages tls and identity, whose time is the same. */
  private final DeadlineQueue securing = new DeadlineQueue();

  /**
   * None yet.
   *
   * @param maker makes one when none is idle
   */
  Slots(Supplier<Slot> maker) {
    this.maker = maker;
  }

  /** How many have a probe in flight. */
  int busy() {
    return all.size() - idle.size();
  }

  /** A slot for the next probe. */
  Slot take() {
    Slot slot = idle.poll();
    if (slot == null) {
      slot = maker.get();
      all.add(slot);
    }
    return slot;
  }

  /** The slot's probe is over: its host is left. */
  void free(Slot slot) {
    slot.end();
    idle.push(slot);
  }

  /**
   * Sets the time for an answer to the SYN.
   *
   * @param early whether this is not the last attempt, whose timeouts are longer
   */
  void awaitConnect(Slot slot, boolean early, long deadline) {
    (early ? connectingEarly : connectingLast).add(slot, deadline);
  }

  /** Sets the time for the reply instead. */
  void awaitReply(Slot slot, long deadline) {
    DeadlineQueue.cancel(slot);
    negotiating.add(slot, deadline);
  }

  /** Sets the time for a stage beyond negotiation instead. */
  void awaitStage(Slot slot, long deadline) {
    DeadlineQueue.cancel(slot);
    securing.add(slot, deadline);
  }

  /** A slot whose time is over, and which must be freed then; null if there is none. */
  Slot expired(long now) {
    Slot slot = expired(connectingEarly, now);
    slot = slot == null ? expired(connectingLast, now) : slot;
    slot = slot == null ? expired(negotiating, now) : slot;
    return slot == null ? expired(securing, now) : slot;
  }

  private static Slot expired(DeadlineQueue queue, long now) {
    return queue.waitNanos(now) <= 0 ? (Slot) queue.first() : null;
  }

  /** How long until a slot's time is over; for ever if none is busy. */
  long waitNanos(long now) {
    long connecting = Math.min(connectingEarly.waitNanos(now), connectingLast.waitNanos(now));
    long answering = Math.min(negotiating.waitNanos(now), securing.waitNanos(now));
    return Math.min(connecting, answering);
  }

  /** Those with a probe in flight. */
  List<Slot> inFlight() {
    return all.stream().filter(Slot::isBusy).toList();
  }

  /** In descending order, which the kernel's descriptor table bears best. */
  void close() {
    all.sort(Comparator.comparingInt((Slot slot) -> slot.connection().descriptor()).reversed());
    for (Slot slot : all) {
      slot.connection().close();
    }
  }
}
