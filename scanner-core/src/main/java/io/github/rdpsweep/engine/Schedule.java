package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Host;
import java.util.PriorityQueue;

/**
 * Which host a lane visits next: one whose visit waited for its time, a new one, or one that was
 * silent in an earlier pass.
 */
/*
 * A visit that cannot go on (its segment had enough, something of ours ran out, it has further ports,
 * a follow-up must be spaced) is parked; one that was met with silence is queued for a later pass.
 * Both are bounded: while they are full no new host is drawn, and those that wait go on by
 * themselves, so that it never comes to a standstill.
 */
final class Schedule {

  /** With follow-ups a second apart so many are in order to start as many a second. */
  private static final int PARKED_AT_MOST = 16_384;

  private static final int RETRIES_AT_MOST = 65_536;
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

  private final SweepConfig config;
  private final SegmentPace segments;
  private final TargetCursor cursor;
  private final RetryQueue retries = new RetryQueue();
  private final PriorityQueue<Visit> parked = new PriorityQueue<>();

  /** The visit that is next in line, drawn but not started. */
  private Visit drawn;

  Schedule(SweepConfig config, int lane) {
    this.config = config;
    int lanes = config.eventLoops();
    segments = new SegmentPace(config.pace().segmentRate(), lanes);
    cursor =
        new TargetCursor(
            config.targets().hosts(), config.seed(), config.shard(), config.swept(), lane, lanes);
  }

  /** The visit to start next, left where it is; null if there is none before {@link #nextTry}. */
  Visit candidate(long now) {
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
        return null;
      }
      if (segments.isDue(drawn.segment(), now)) {
        return drawn;
      }
      park(drawn, segments.reserve(drawn.segment(), now));
      drawn = null;
    }
  }

  /** The candidate starts now. */
  void take(Visit candidate, long now) {
    segments.take(candidate.segment(), now);
    takeOut(candidate);
  }

  private void takeOut(Visit candidate) {
    if (candidate == drawn) {
      drawn = null;
    } else {
      parked.poll();
    }
  }

  /** The candidate is not started yet. */
  void postpone(Visit candidate, long due) {
    takeOut(candidate);
    park(candidate, due);
  }

  /** A visit goes on later. */
  void park(Visit visit, long due) {
    visit.setDue(due);
    parked.add(visit);
  }

  /** A visit's silent ports are visited again in the next pass. */
  void addRetry(Visit visit, long notBefore) {
    retries.add(
        visit.hostIndex(), visit.silentPorts(), visit.pass() + 1, notBefore, visit.answeredPort());
  }

  /** Ports of a host that were probed in vain are probed again, in another visit. */
  void addAgain(long hostIndex, long ports, int pass, long notBefore) {
    retries.add(hostIndex, ports, pass, notBefore, 0);
  }

  /** When there may be a candidate again. */
  long nextTry(long now) {
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
    return new Visit(index, host, Visit.allPorts(host) & ~config.swept().portsOf(index), 1, 0);
  }

  private boolean retriesComeFirst() {
    return !retries.isEmpty() && (!cursor.hasNext() || retries.size() >= RETRIES_AT_MOST);
  }

  private Visit drawRetry() {
    long index = retries.firstHostIndex();
    Visit again =
        new Visit(
            index,
            config.targets().host(index),
            retries.firstPorts(),
            retries.firstPass(),
            retries.firstAnsweredPort());
    retries.removeFirst();
    return again;
  }

  /** Whether there are new hosts. */
  boolean hasNew() {
    return cursor.hasNext();
  }

  /** Whether some visit waits for something. */
  boolean hasWaiting() {
    return drawn != null || !parked.isEmpty() || !retries.isEmpty();
  }

  /** Takes out one visit that waits and whose host was not forgotten; null if there is none. */
  Visit giveUp() {
    Visit visit = parked.poll();
    if (visit == null && drawn != null) {
      visit = drawn.pass() > 1 ? drawn : null;
      drawn = null;
    }
    return visit == null && !retries.isEmpty() ? drawRetry() : visit;
  }
}
