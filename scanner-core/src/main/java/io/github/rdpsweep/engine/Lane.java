package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.Probe;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.SocketFailure;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.stats.LoopStats;
import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.Target;
import io.netty.channel.IoEventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** One event loop's share of a sweep: its targets, its probes in flight, their deadlines. */
/*
 * How this works: after every I/O round the lane expires deadlines, starts at most a few probes, and
 * hands over results. The order matters: an answer that arrived is always read before its deadline
 * is looked at, and answers do not wait while many slots are filled.
 *
 * A host's ports are visited one after another. A visit that cannot go on (its segment had enough,
 * something of ours ran out, it has further ports) is parked; one that was met with silence is
 * queued for a later pass. Both are bounded: while they are full no new host is drawn.
 *
 * Confined to its event loop; other threads see only the stats and the end.
 */
final class Lane {

  private static final int STARTS_A_ROUND = 64;
  private static final int PARKED_AT_MOST = 4_096;
  private static final int RETRIES_AT_MOST = 65_536;
  private static final int BATCH = 256;
  private static final long BATCH_AGE_NANOS = 20_000_000;
  private static final long SINK_POLL_NANOS = 1_000_000;
  private static final long REPEAT_SPACING_NANOS = 1_000_000_000;
  private static final int TROUBLES_AT_MOST = 10;
  private static final long TROUBLE_PAUSE_NANOS = 2_000_000;
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

  private static final SocketFailure HELD_UP =
      SocketFailure.own(OwnTrouble.LATE, "the scanner itself was held up");

  private final SweepConfig config;
  private final SweepClock clock;
  private final ResultSink sink;
  private final LoopStats stats;
  private final IoEventLoop eventLoop;
  private final Transport transport;
  private final RateBudget rate;
  private final SegmentPace segments;
  private final Window window;
  private final ConnectPatience connectPatience;
  private final Lateness lateness = new Lateness();
  private final long replyNanos;
  private final int lastPass;

  private final TargetCursor cursor;
  private final RetryQueue retries = new RetryQueue();
  private final PriorityQueue<Visit> parked = new PriorityQueue<>();

  /** The visit that is next in line, drawn but not started. */
  private Visit drawn;

  /* Apart, since the short waits of early passes must not queue behind the long one of the last. */
  private final DeadlineQueue connectingEarly = new DeadlineQueue();
  private final DeadlineQueue connectingLast = new DeadlineQueue();
  private final DeadlineQueue negotiating = new DeadlineQueue();

  /**
   * Stages tls and identity: they have the same time, and begin in the order of their deadlines.
   */
  private final DeadlineQueue securing = new DeadlineQueue();

  private final List<Slot> slots = new ArrayList<>();
  private final ArrayDeque<Slot> idle = new ArrayDeque<>();
  private int inFlight;

  private List<ProbeResult> batch = new ArrayList<>(BATCH);
  private long batchSince;
  private boolean sinkIsFull;

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
      ResultSink sink,
      LoopStats stats,
      SweepClock clock) {
    this.config = config;
    this.clock = clock;
    this.sink = sink;
    this.stats = stats;
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.rate = rate;
    int lanes = config.eventLoops();
    long now = clock.nanoTime();
    segments = new SegmentPace(config.pace().segmentRate(), lanes);
    replyNanos = config.patience().reply().toNanos();
    lastPass = config.patience().retries() + 1;
    long connectNanos = config.patience().connect().toNanos();
    connectPatience = new ConnectPatience(config.patience());
    int share = config.pace().maxInFlight() / lanes;
    int rest = config.pace().maxInFlight() % lanes;
    window =
        new Window(
            Math.max(1, share + (index < rest ? 1 : 0)), Math.min(connectNanos, replyNanos), now);
    cursor =
        new TargetCursor(config.targets().hosts(), config.seed(), config.shard(), index, lanes);
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
            report(unprobed(target, Outcome.UNRESOLVED, "name not found", 0), now());
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

  private void cancelInFlight(long now) {
    for (Slot slot : slots) {
      if (slot.isBusy()) {
        slot.probe().cancelled(now);
        finished(slot, now);
      }
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
      slots.stream().filter(Slot::isBusy).forEach(Slot::end);
      closeSlots();
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
    if (sinkIsFull) {
      wait = SINK_POLL_NANOS;
    } else if (stopping) {
      wait = 0; // what is still to be given up does not wait
    } else if (inFlight < window.limit()) {
      wait = Math.min(wait, nextStart - now);
    }
    if (!batch.isEmpty() && !sinkIsFull) {
      wait = Math.min(wait, batchSince + BATCH_AGE_NANOS - now);
    }
    wait = Math.min(wait, connectingEarly.waitNanos(now));
    wait = Math.min(wait, connectingLast.waitNanos(now));
    wait = Math.min(wait, negotiating.waitNanos(now));
    wait = Math.min(wait, securing.waitNanos(now));
    return Math.max(0, wait);
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
    expire(connectingEarly, now);
    expire(connectingLast, now);
    expire(negotiating, now);
    expire(securing, now);
    window.adjust(now);
    if (stopping) {
      giveUpWaiting();
    } else {
      start(now);
    }
    handOver(now);
    stats.setInFlight(inFlight);
    if (isExhausted()) {
      closeSlots();
      end.complete(null);
    }
  }

  private void watch(long now) {
    if (lateness.onBack(now)) {
      window.onStall();
    }
  }

  private boolean isExhausted() {
    return inFlight == 0
        && batch.isEmpty()
        && drawn == null
        && parked.isEmpty()
        && retries.isEmpty()
        && (stopping || !cursor.hasNext());
  }

  /** In descending order, which the kernel's descriptor table bears best. */
  private void closeSlots() {
    slots.sort(Comparator.comparingInt((Slot slot) -> slot.connection().descriptor()).reversed());
    for (Slot slot : slots) {
      slot.connection().close();
    }
  }

  // Starting

  private void start(long now) {
    int starts = 0;
    while (!sinkIsFull && inFlight < window.limit()) {
      if (now - pausedUntil < 0) {
        nextStart = pausedUntil;
        return;
      }
      if (starts == STARTS_A_ROUND) {
        nextStart = now;
        return;
      }
      Visit visit = candidate(now);
      if (visit == null) {
        return; // candidate() set nextStart
      }
      if (!rate.tryTake(now)) {
        nextStart = now + rate.waitNanos(now);
        return;
      }
      segments.take(visit.segment(), now);
      takeCandidate(visit);
      begin(visit);
      starts++;
    }
  }

  private void begin(Visit visit) {
    long now = now(); // later than the round's, by the connects before this one
    Slot slot = idle.poll();
    if (slot == null) {
      slot = new Slot(this, new Probe(config.probe()), transport);
      slots.add(slot);
    }
    inFlight++;
    stats.recordAttempt();
    if (visit.isNewHost()) {
      stats.recordNewHost(now);
    }
    slot.begin(visit, now, clock.epochMillis(), lateness.stalledNanos());
    DeadlineQueue deadlines = visit.pass() < lastPass ? connectingEarly : connectingLast;
    deadlines.add(slot, now + connectPatience.timeoutNanos(visit.pass()));
    slot.connection().connect(slot.probe().target().endpoint());
  }

  /** The visit to start next, left where it is, or {@code null} and the time of the next try. */
  private Visit candidate(long now) {
    while (true) {
      Visit waiting = parked.peek();
      if (waiting != null && waiting.due() - now <= 0) {
        if (segments.isDue(waiting.segment(), now)) {
          return waiting;
        }
        parked.poll();
        park(waiting, segments.reserve(waiting.segment(), now));
        continue;
      }
      if (drawn == null && parked.size() < PARKED_AT_MOST) {
        drawn = draw(now);
      }
      if (drawn == null) {
        nextStart = nextTry(now);
        return null;
      }
      if (segments.isDue(drawn.segment(), now)) {
        return drawn;
      }
      park(drawn, segments.reserve(drawn.segment(), now));
      drawn = null;
    }
  }

  private void takeCandidate(Visit visit) {
    if (visit == drawn) {
      drawn = null;
    } else {
      parked.poll();
    }
  }

  private void park(Visit visit, long due) {
    visit.setDue(due);
    parked.add(visit);
  }

  private long nextTry(long now) {
    long next = now + LONGEST_WAIT_NANOS;
    if (!parked.isEmpty() && parked.peek().due() - next < 0) {
      next = parked.peek().due();
    }
    if (retriesComeFirst() && retries.firstNotBefore() - next < 0) {
      next = retries.firstNotBefore();
    }
    return next;
  }

  /** A new host; or one of a later pass, when there is no new one or no room for more silence. */
  private Visit draw(long now) {
    if (retriesComeFirst()) {
      return retries.firstNotBefore() - now > 0 ? null : drawRetry();
    }
    if (!cursor.hasNext()) {
      return null;
    }
    long index = cursor.nextHostIndex();
    Host host = config.targets().host(index);
    return new Visit(index, host, Visit.allPorts(host), 1);
  }

  private boolean retriesComeFirst() {
    return !retries.isEmpty() && (!cursor.hasNext() || retries.size() >= RETRIES_AT_MOST);
  }

  private Visit drawRetry() {
    long index = retries.firstHostIndex();
    Visit again =
        new Visit(index, config.targets().host(index), retries.firstPorts(), retries.firstPass());
    retries.removeFirst();
    return again;
  }

  // Ending

  /** The slot's connection is established, and the request goes out. */
  void awaitReply(Slot slot, long now) {
    DeadlineQueue.cancel(slot);
    negotiating.add(slot, now + replyNanos);
  }

  /** The slot's probe has come to a stage beyond negotiation. */
  void awaitStage(Slot slot, long now) {
    DeadlineQueue.cancel(slot);
    securing.add(slot, now + replyNanos);
  }

  private void expire(DeadlineQueue queue, long now) {
    while (queue.waitNanos(now) <= 0) {
      Slot slot = (Slot) queue.first();
      Probe probe = slot.probe();
      if (slot.isHeldUp(now, lateness.stalledNanos()) && !stopping) {
        repeat(slot, HELD_UP, now);
      } else {
        probe.expired(pathFacts(slot), now);
        finished(slot, now);
      }
    }
  }

  /** The slot's probe is over. */
  void finished(Slot slot, long now) {
    Visit visit = slot.visit();
    ProbeResult result = slot.probe().result(pathFacts(slot));
    free(slot);
    if (result.outcome() == Outcome.SILENT && visit.pass() < lastPass && !stopping) {
      visit.deferPort();
    } else {
      visit.nextPort();
      learn(result);
      report(result, now);
    }
    if (visit.hasPendingPort()) {
      park(visit, now);
    } else if (visit.silentPorts() != 0) {
      retries.add(
          visit.hostIndex(), visit.silentPorts(), visit.pass() + 1, now + REPEAT_SPACING_NANOS);
    }
  }

  private static PathFacts pathFacts(Slot slot) {
    return slot.probe().isConnected() ? slot.connection().pathFacts() : PathFacts.NONE;
  }

  private void learn(ProbeResult result) {
    Timings timings = result.timings();
    // A router's word for a host, or a failed neighbour discovery, is no round trip to one.
    if (timings.connectNanos() != Timings.NOT_MEASURED && result.outcome() != Outcome.UNREACHABLE) {
      connectPatience.onAnswer(timings.connectNanos());
    }
    if (result.outcome() == Outcome.READY || result.outcome() == Outcome.REFUSED) {
      window.onAnswer(timings.totalNanos());
    }
  }

  /** Something of ours ran out, and the slot's probe could not be made. */
  void troubled(Slot slot, SocketFailure failure, long now) {
    window.onTrouble(inFlight - 1);
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
      park(visit, now + pause);
    }
  }

  private void free(Slot slot) {
    slot.end();
    inFlight--;
    idle.push(slot);
  }

  // Results

  private void report(ProbeResult result, long now) {
    stats.record(result);
    if (batch.isEmpty()) {
      batchSince = now;
    }
    batch.add(result);
    if (batch.size() >= BATCH) {
      offer();
    }
  }

  private void handOver(long now) {
    boolean aged = now - batchSince >= BATCH_AGE_NANOS || inFlight == 0;
    if (!batch.isEmpty() && (sinkIsFull || aged)) {
      offer();
    }
  }

  private void offer() {
    sinkIsFull = !sink.offer(batch);
    if (!sinkIsFull) {
      batch = new ArrayList<>(BATCH);
    }
  }

  /** After a stop: visits that were begun and wait for something get their rows. */
  private void giveUpWaiting() {
    for (int i = 0; i < BATCH && !sinkIsFull; i++) {
      Visit visit = parked.poll();
      if (visit == null && drawn != null) {
        visit = drawn.pass() > 1 ? drawn : null;
        drawn = null;
      }
      if (visit == null && !retries.isEmpty()) {
        visit = drawRetry();
      }
      if (visit == null) {
        return;
      }
      giveUp(visit);
    }
  }

  private void giveUp(Visit visit) {
    int attempts = visit.pass() - 1;
    String detail = attempts == 0 ? "" : "silent so far";
    while (visit.hasPendingPort()) {
      Target target = visit.host().target(visit.currentPort());
      report(unprobed(target, Outcome.CANCELLED, detail, attempts), now());
      visit.nextPort();
    }
    if (visit.silentPorts() != 0) {
      retries.add(visit.hostIndex(), visit.silentPorts(), visit.pass() + 1, now());
    }
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
}
