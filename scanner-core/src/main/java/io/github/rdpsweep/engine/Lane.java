package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUp;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.Probe;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.SocketFailure;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.stats.LoopStats;
import io.github.rdpsweep.target.Target;
import io.netty.channel.IoEventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One event loop's share of a sweep: its targets, its probes in flight, their deadlines. */
/*
 * How this works: after every I/O round the lane expires deadlines, starts at most a few probes, and
 * hands over results. The order matters: an answer that arrived is always read before its deadline
 * is looked at, and answers do not wait while many slots are filled.
 *
 * The schedule says which host is next; rate, window and slots decide whether it may start. When a
 * probe is over its visit goes on: with the host's next port, with follow-ups of its rows, or in a
 * later pass. Rows that are complete leave by the outbox.
 *
 * Confined to its event loop; other threads see only the stats and the end.
 */
final class Lane {

  private static final int STARTS_A_ROUND = 64;
  private static final long REPEAT_SPACING_NANOS = 1_000_000_000;
  private static final int TROUBLES_AT_MOST = 10;
  private static final long TROUBLE_PAUSE_NANOS = 2_000_000;
  private static final long CONTROL_POLL_NANOS = 50_000_000;
  private static final long BUSY_HOST_PAUSE_NANOS = 10_000_000;
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

  private static final SocketFailure HELD_UP =
      SocketFailure.own(OwnTrouble.LATE, "the scanner itself was held up");

  private final SweepConfig config;
  private final SweepClock clock;
  private final LoopStats stats;
  private final IoEventLoop eventLoop;
  private final RateBudget rate;
  private final Window window;
  private final ConnectPatience connectPatience;
  private final Lateness lateness = new Lateness();
  private final long replyNanos;
  private final int lastPass;

  private final FollowUpPolicy followUps;
  private final Schedule schedule;
  private final Outbox outbox;

  /** Null without a control. */
  private final OwnSide ownSide;

  private final Slots slots;

  /** When the next start may be possible, for a reason other than a slot that becomes free. */
  private long nextStart;

  private long pausedUntil;
  private boolean open;
  private boolean stopping;

  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Lane(
      SweepConfig config,
      int index,
      Transport transport,
      IoEventLoop eventLoop,
      RateBudget rate,
      Optional<ControlWatch> control,
      ResultSink sink,
      Optional<ExchangeSink> exchanges,
      LoopStats stats,
      SweepClock clock) {
    this.config = config;
    this.clock = clock;
    this.stats = stats;
    this.eventLoop = eventLoop;
    this.rate = rate;
    int lanes = config.eventLoops();
    long now = clock.nanoTime();
    followUps = config.followUps();
    schedule = new Schedule(config, index);
    outbox = new Outbox(sink, stats, clock);
    ownSide = control.map(OwnSide::new).orElse(null);
    slots =
        new Slots(
            () ->
                new Slot(
                    this,
                    new Probe(),
                    transport,
                    exchanges.map(ExchangeRecorder::new).orElse(null)));
    replyNanos = config.patience().reply().toNanos();
    lastPass = config.patience().retries() + 1;
    long connectNanos = config.patience().connect().toNanos();
    connectPatience = new ConnectPatience(config.patience());
    int share = config.pace().maxInFlight() / lanes;
    int rest = config.pace().maxInFlight() % lanes;
    window =
        new Window(
            Math.max(1, share + (index < rest ? 1 : 0)), Math.min(connectNanos, replyNanos), now);
    nextStart = now;
    pausedUntil = now;
  }

  IoEventLoop eventLoop() {
    return eventLoop;
  }

  long now() {
    return clock.nanoTime();
  }

  /** Completes when every target of this lane has its result and the sink took them all. */
  CompletableFuture<Void> end() {
    return end;
  }

  /**
   * Begins to work; before, the loop may run without anything being due.
   *
   * @param unresolved names that were not found, whose rows come first and without a probe
   */
  void open(List<Target> unresolved) {
    assert eventLoop.inEventLoop();
    guarded(
        () -> {
          open = true;
          for (Target target : unresolved) {
            outbox.addUnprobed(target, Outcome.UNRESOLVED, "name not found", 0);
          }
        });
  }

  /** Ends everything in flight as cancelled and starts nothing more. */
  void cancel() {
    assert eventLoop.inEventLoop();
    if (!stopping && !end.isDone()) {
      stopping = true;
      guarded(() -> cancelInFlight(now()));
    }
  }

  /** The scanner's own side does not come back: ends as {@link #cancel} does, and says why. */
  void giveUp(String reason) {
    outbox.scannerIsDown(reason);
    cancel();
  }

  private void cancelInFlight(long now) {
    for (Slot slot : slots.inFlight()) {
      slot.probe().cancelled(now);
      finished(slot, now);
    }
  }

  /** A defect must end the sweep, and not as a line in the log of the loop that met it. */
  private void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** A defect: gives up all connections, and lets the sweep know. */
  void fail(Throwable defect) {
    try {
      slots.inFlight().forEach(Slot::end);
      slots.close();
    } finally {
      end.completeExceptionally(defect);
    }
  }

  /** How long the loop may wait for I/O, in nanoseconds. */
  long waitNanos() {
    long now = now();
    watch(now);
    long wait = open && !end.isDone() ? nanosToNextDuty(now) : LONGEST_WAIT_NANOS;
    lateness.expectBack(now + wait);
    return wait;
  }

  private long nanosToNextDuty(long now) {
    long wait = LONGEST_WAIT_NANOS;
    if (outbox.isRefused()) {
      wait = outbox.waitNanos(now); // and starts nothing
    } else if (stopping) {
      wait = 0; // what is still to be given up does not wait
    } else if (slots.busy() < window.limit()) {
      wait = Math.min(wait, nextStart - now);
    }
    wait = Math.min(wait, outbox.waitNanos(now));
    if (ownSide != null && (ownSide.isHolding() || !ownSide.maySend())) {
      wait = Math.min(wait, CONTROL_POLL_NANOS);
    }
    return Math.max(0, Math.min(wait, slots.waitNanos(now)));
  }

  /** The lane's turn, after each I/O round. */
  void afterIo() {
    if (open && !end.isDone()) {
      guarded(() -> work(now()));
    }
  }

  private void work(long now) {
    watch(now);
    lateness.expectBack(now); // to ask how long it may wait
    expire(now);
    window.adjust(now);
    if (ownSide != null) {
      settle(now);
    }
    if (stopping) {
      giveUpWaiting();
    } else {
      start(now);
    }
    outbox.handOver(now, slots.busy() == 0);
    stats.setInFlight(slots.busy());
    if (isExhausted()) {
      slots.close();
      end.complete(null);
    }
  }

  private void watch(long now) {
    if (lateness.onBack(now)) {
      window.onStall();
    }
  }

  private void settle(long now) {
    if (stopping) {
      ownSide.close(outbox::add, outbox::addNotKnown);
      return;
    }
    ownSide.settle(
        outbox::add,
        (hostIndex, ports) -> {
          stats.recordDoubted(Long.bitCount(ports));
          schedule.addAgain(hostIndex, ports, lastPass, now + REPEAT_SPACING_NANOS);
        });
    if (ownSide.isHolding() && slots.busy() == 0 && !schedule.hasNew() && !schedule.hasWaiting()) {
      ownSide.askNow(); // nothing else is waited for
    }
  }

  private boolean isExhausted() {
    return slots.busy() == 0
        && outbox.isEmpty()
        && (ownSide == null || !ownSide.isHolding())
        && !schedule.hasWaiting()
        && (stopping || !schedule.hasNew());
  }

  // Starting

  private void start(long now) {
    int starts = 0;
    while (!outbox.isRefused() && slots.busy() < window.limit()) {
      if (now - pausedUntil < 0) {
        nextStart = pausedUntil;
        return;
      }
      if (ownSide != null && !ownSide.maySend()) {
        nextStart = now + CONTROL_POLL_NANOS;
        return;
      }
      if (starts == STARTS_A_ROUND) {
        nextStart = now;
        return;
      }
      Visit visit = schedule.candidate(now);
      if (visit == null) {
        nextStart = schedule.nextTry(now);
        return;
      }
      if (ownSide != null && !ownSide.enter(visit)) {
        schedule.postpone(visit, now + BUSY_HOST_PAUSE_NANOS);
        continue;
      }
      if (!rate.tryTake(now)) {
        if (ownSide != null) {
          ownSide.leave(visit);
        }
        nextStart = now + rate.waitNanos(now);
        return;
      }
      schedule.take(visit, now);
      begin(visit);
      starts++;
    }
  }

  private void begin(Visit visit) {
    long now = now(); // later than the round's, by the connects before this one
    Slot slot = slots.take();
    FollowUp followUp = visit.followUp();
    visit.begin(now);
    count(visit, now);
    ProbeSettings settings = followUp == null ? config.probe() : followUp.settings();
    slot.begin(visit, settings, now, clock.epochMillis(), lateness.stalledNanos());
    int pass = followUp == null ? visit.pass() : lastPass; // a follow-up has no further pass
    slots.awaitConnect(slot, pass < lastPass, now + connectPatience.timeoutNanos(pass));
    slot.connect();
  }

  private void count(Visit visit, long now) {
    stats.recordAttempt();
    if (visit.isNewHost()) {
      stats.recordNewHost(now);
    } else if (visit.followUp() != null) {
      stats.recordFollowUp();
    }
  }

  // Ending

  /** The slot's connection is established, and the request goes out. */
  void awaitReply(Slot slot, long now) {
    slots.awaitReply(slot, now + replyNanos);
  }

  /** The slot's probe has come to a stage beyond negotiation. */
  void awaitStage(Slot slot, long now) {
    slots.awaitStage(slot, now + replyNanos);
  }

  private void expire(long now) {
    for (Slot slot = slots.expired(now); slot != null; slot = slots.expired(now)) {
      if (slot.isHeldUp(now, lateness.stalledNanos()) && !stopping) {
        repeat(slot, HELD_UP, now);
      } else {
        slot.probe().expired(pathFacts(slot), now);
        finished(slot, now);
      }
    }
  }

  /** The slot's probe was ended by what the network did, or is at its depth. */
  void ended(Slot slot, long now) {
    watch(now); // answers are read before the round's own look at the clock
    lateness.expectBack(now);
    if (slot.isStale(now, lateness.stalledNanos()) && !stopping) {
      repeat(slot, HELD_UP, now);
    } else {
      finished(slot, now);
    }
  }

  private void finished(Slot slot, long now) {
    Visit visit = slot.visit();
    ProbeResult result = slot.probe().result(pathFacts(slot));
    learn(result, slot.probe().settings());
    if (visit.followUp() == null) {
      slot.recordExchange(result.outcome(), now); // follow-ups may be refused by intention
    }
    free(slot);
    if (visit.followUp() != null) {
      if (result.outcome().isFromHost()) {
        stats.recordFollowUpAnswer();
      }
      visit.foldFollowUp(result, now, row -> complete(visit, row));
    } else if (result.outcome() == Outcome.SILENT && visit.pass() < lastPass && !stopping) {
      visit.deferPort();
    } else {
      visit.nextPort();
      if (followUps == FollowUpPolicy.NONE) {
        complete(visit, result);
      } else {
        visit.keep(result, now);
      }
    }
    goOn(visit, now);
  }

  private void goOn(Visit visit, long now) {
    if (visit.hasPendingPort()) {
      schedule.park(visit, now);
      return;
    }
    if (stopping) {
      visit.closeRows(followUps, row -> complete(visit, row));
    } else if (followUps != FollowUpPolicy.NONE
        && visit.nextFollowUp(followUps, row -> complete(visit, row))) {
      schedule.park(visit, visit.followUpDue());
      return;
    }
    if (visit.silentPorts() != 0) {
      schedule.addRetry(visit, now + REPEAT_SPACING_NANOS);
    }
  }

  private void free(Slot slot) {
    if (ownSide != null) {
      ownSide.leave(slot.visit());
    }
    slots.free(slot);
  }

  private static PathFacts pathFacts(Slot slot) {
    return slot.probe().isConnected() ? slot.connection().pathFacts() : PathFacts.NONE;
  }

  private void learn(ProbeResult result, ProbeSettings settings) {
    if (ownSide != null) {
      ownSide.note(result);
    }
    Timings timings = result.timings();
    // A router's word for a host, or a failed neighbour discovery, is no round trip to one.
    if (timings.connectNanos() != Timings.NOT_MEASURED && result.outcome() != Outcome.UNREACHABLE) {
      connectPatience.onAnswer(timings.connectNanos());
    }
    boolean whole = result.outcome() == Outcome.READY || result.outcome() == Outcome.REFUSED;
    if (whole && settings.depth() == config.probe().depth()) {
      window.onAnswer(timings.totalNanos()); // only exchanges of a kind can be compared
    }
  }

  /** Something of ours ran out, and the slot's probe could not be made. */
  void troubled(Slot slot, SocketFailure failure, long now) {
    window.onTrouble(slots.busy() - 1);
    pausedUntil = now + TROUBLE_PAUSE_NANOS;
    repeat(slot, failure, now);
  }

  /** Tries again what was no fault of the host's, and not for ever. */
  private void repeat(Slot slot, SocketFailure failure, long now) {
    failure.trouble().ifPresent(stats::record);
    Visit visit = slot.visit();
    int troubles = visit.trouble();
    if (troubles >= TROUBLES_AT_MOST || stopping) {
      slot.probe().failed(failure, now);
      finished(slot, now);
    } else {
      free(slot);
      // What came too late was sent: the host is left in peace as it is after silence.
      long pause = failure.equals(HELD_UP) ? REPEAT_SPACING_NANOS : TROUBLE_PAUSE_NANOS << troubles;
      schedule.park(visit, now + pause);
    }
  }

  // Results

  /** A visit's row is complete, and leaves if it is certain. */
  private void complete(Visit visit, ProbeResult row) {
    if (ownSide == null || !ownSide.holds(row, visit, now())) {
      outbox.add(row);
    }
  }

  /** After a stop: visits that were begun and wait for something get their rows. */
  private void giveUpWaiting() {
    for (int i = 0; i < Outbox.BATCH && !outbox.isRefused(); i++) {
      Visit visit = schedule.giveUp();
      if (visit == null) {
        return;
      }
      giveUp(visit);
    }
  }

  private void giveUp(Visit visit) {
    visit.closeRows(followUps, row -> complete(visit, row));
    int attempts = visit.pass() - 1;
    String detail = attempts == 0 ? "" : "silent so far";
    while (visit.hasPendingPort()) {
      outbox.addUnprobed(visit.target(), Outcome.CANCELLED, detail, attempts);
      visit.nextPort();
    }
    if (visit.silentPorts() != 0) {
      schedule.addRetry(visit, now());
    }
  }
}
