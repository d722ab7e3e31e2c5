package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.Ports;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A lane's caution about the scanner's own side of the network, where there is a control: rows that
 * an outage here would look like are held back until the control tells.
 */
final class OwnSide {

  private static final int HELD_AT_MOST = 65_536;

  /** So many in a row without an answer, and the control is asked at once. */
  private static final int SUSPICIOUS_SILENCE = 64;

  private final ControlWatch watch;
  private final ArrayDeque<HeldRow> held = new ArrayDeque<>();

  /**
   * Hosts with several ports that have a connection. A port that is probed again has a visit of its
   * own, which must not meet the one that its host is in.
   */
  private final Set<Long> inContact = new HashSet<>();

  private int silence;

  /** A row, and when the visit that it comes from began and the row was known. */
  private record HeldRow(
      ProbeResult row, long hostIndex, long portBit, long begunNanos, long endedNanos) {}

  /** Has ports of a host probed again. */
  @FunctionalInterface
  interface Again {
    void probe(long hostIndex, long ports);
  }

  OwnSide(ControlWatch watch) {
    this.watch = watch;
  }

  /** Whether probes may be started. */
  boolean maySend() {
    return !watch.isPaused() && held.size() < HELD_AT_MOST;
  }

  boolean isHolding() {
    return !held.isEmpty();
  }

  /** Has the control asked at once. */
  void askNow() {
    watch.askNow();
  }

  /** Takes up the contact to a visit's host, unless the other side has it. */
  boolean enter(Visit visit) {
    if (visit.host().ports().count() > 1 && !inContact.add(visit.hostIndex())) {
      return false;
    }
    if (watch.isHost(visit.host().address()) && !watch.enterHost()) {
      inContact.remove(visit.hostIndex());
      return false;
    }
    return true;
  }

  /** Ends the contact to a visit's host. */
  void leave(Visit visit) {
    if (visit.host().ports().count() > 1) {
      inContact.remove(visit.hostIndex());
    }
    if (watch.isHost(visit.host().address())) {
      watch.leaveHost();
    }
  }

  /** Takes notice of how a probe ended. */
  void note(ProbeResult result) {
    if (result.outcome().isFromHost()) {
      silence = 0;
    } else if (++silence == SUSPICIOUS_SILENCE) {
      watch.askNow();
    }
  }

  /** Whether a row is held back: an outage of our own would look like that. */
  boolean holds(ProbeResult row, Visit visit, long now) {
    if (!isDoubtful(row) && !visit.wasFollowedUp()) {
      return false; // follow-ups may have gone unanswered too
    }
    long bit = 1L << indexOf(visit.host().ports(), row.target().endpoint().getPort());
    held.add(new HeldRow(row, visit.hostIndex(), bit, visit.begunNanos(), now));
    return true;
  }

  private static boolean isDoubtful(ProbeResult row) {
    return switch (row.outcome()) {
      case NO_ROUTE, SILENT, UNREACHABLE, HUNG, UNACKNOWLEDGED, TLS_HUNG -> true;
      case UNRESOLVED, NOT_SENT, CANCELLED -> false;
      case REFUSED, CLOSED, RESET, NOT_RDP, MALFORMED, DISCONNECTED -> false;
      case NEGOTIATION_REFUSED, TLS_FAILED, TLS_CLOSED, READY -> false;
      case IDENTITY_FAILED -> true; // also where it was waited for in vain
    };
  }

  private static int indexOf(Ports ports, int port) {
    int index = 0;
    while (ports.get(index) != port) {
      index++;
    }
    return index;
  }

  /**
   * Lets go of the rows that the control has told something about.
   *
   * @param believe takes those that are true
   * @param again has the others probed again
   */
  void settle(Consumer<ProbeResult> believe, Again again) {
    long confirmed = watch.confirmedNanos();
    long back = watch.backNanos();
    Map<Long, Long> doubted = new LinkedHashMap<>();
    while (!held.isEmpty() && held.peek().endedNanos() - confirmed < 0) {
      HeldRow oldest = held.poll();
      if (oldest.begunNanos() - back < 0) {
        doubted.merge(oldest.hostIndex(), oldest.portBit(), (some, more) -> some | more);
      } else {
        believe.accept(oldest.row());
      }
    }
    doubted.forEach(again::probe);
  }

  /**
   * Lets go of all rows, since no more will be told.
   *
   * @param believe takes those that were silent while the control answered, as far as is known
   * @param doubt takes the others
   */
  void close(Consumer<ProbeResult> believe, Consumer<ProbeResult> doubt) {
    boolean answers = !watch.isPaused();
    long back = watch.backNanos();
    for (HeldRow row = held.poll(); row != null; row = held.poll()) {
      boolean credible = answers && row.begunNanos() - back >= 0;
      (credible ? believe : doubt).accept(row.row());
    }
  }
}
