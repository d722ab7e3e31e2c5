package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUp;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.HostSeen;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.Target;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * A stay at one host, in one pass: its ports are probed one after another, and then come the
 * follow-ups of its rows, so that no host ever has two connections of ours.
 */
final class Visit implements Comparable<Visit> {

  private final long hostIndex;
  private final Host host;
  private final long segment;
  private final int pass;

  /** A bit for each port still to be probed. */
  private long pendingPorts;

  /** A bit for each port that was silent in this pass and is to be probed in the next. */
  private long silentPorts;

  /** One of the host's ports, not always of this pass, that it answered on, or 0. */
  private int answeredPort;

  /** Rows that are known and not complete; null where there never was one. */
  private OpenRows openRows;

  /** The further connection that comes next, once no port is pending; null if there is none. */
  private FollowUp followUp;

  /** How often in a row something of ours prevented the probe. */
  private int troubles;

  /** Whether a follow-up of any of its rows was made. */
  private boolean followedUp;

  /** When its first connection began; with that, whether it began. */
  private long begunNanos;

  private boolean begun;

  /** When it may go on, on the monotonic clock. */
  private long due;

  Visit(long hostIndex, Host host, long ports, int pass, int answeredPort) {
    this.hostIndex = hostIndex;
    this.host = host;
    this.segment = Prefix.segmentKey(host.address());
    this.pendingPorts = ports;
    this.pass = pass;
    this.answeredPort = answeredPort;
  }

  /** A bit for each port of a host. */
  static long allPorts(Host host) {
    int count = host.ports().count();
    return count == Long.SIZE ? -1 : (1L << count) - 1;
  }

  long hostIndex() {
    return hostIndex;
  }

  Host host() {
    return host;
  }

  long segment() {
    return segment;
  }

  int pass() {
    return pass;
  }

  /** Whether no connect to the host was begun yet. */
  boolean isNewHost() {
    return pass == 1 && troubles == 0 && pendingPorts == allPorts(host);
  }

  /** What is to be connected to now. */
  Target target() {
    if (followUp != null) {
      InetSocketAddress endpoint = new InetSocketAddress(host.address(), followUp.port());
      return new Target(endpoint, host.spec(), host.single());
    }
    return host.target(Long.numberOfTrailingZeros(pendingPorts));
  }

  boolean hasPendingPort() {
    return pendingPorts != 0;
  }

  /** The current port is done with. */
  void nextPort() {
    pendingPorts &= pendingPorts - 1;
    troubles = 0;
  }

  /** The current port was silent, and is done with in this pass. */
  void deferPort() {
    silentPorts |= Long.lowestOneBit(pendingPorts);
    nextPort();
  }

  long silentPorts() {
    return silentPorts;
  }

  /** A connection begins. */
  void begin(long now) {
    if (!begun) {
      begun = true;
      begunNanos = now;
    }
  }

  /** When its first connection began, on the monotonic clock. */
  long begunNanos() {
    return begunNanos;
  }

  int answeredPort() {
    return answeredPort;
  }

  /** The current port's row is known, and may need follow-ups. */
  void keep(ProbeResult row, long now) {
    if (row.outcome().isFromHost()) {
      answeredPort = row.target().endpoint().getPort();
    }
    if (openRows == null) {
      openRows = new OpenRows();
    }
    openRows.add(row, now);
  }

  /** The further connection that this visit is for now; null while its own ports are probed. */
  FollowUp followUp() {
    return followUp;
  }

  /**
   * Decides upon the next follow-up, when no port is pending.
   *
   * @param complete takes the rows that need none
   * @return whether there is one, not to be started before {@link #followUpDue}
   */
  boolean nextFollowUp(FollowUpPolicy policy, Consumer<ProbeResult> complete) {
    followUp =
        openRows == null
            ? null
            : openRows.next(policy, new HostSeen(host.ports(), answeredPort), complete);
    return followUp != null;
  }

  long followUpDue() {
    return openRows.due();
  }

  /** The follow-up is over; one that was prevented leaves the rows as they were. */
  void foldFollowUp(ProbeResult result, long now, Consumer<ProbeResult> complete) {
    followedUp = true;
    if (result.outcome() == Outcome.CANCELLED) {
      openRows.forgo(followUp, row -> complete.accept(row.cutShort()));
    } else if (result.outcome() == Outcome.NOT_SENT) {
      openRows.forgo(followUp, complete);
    } else {
      openRows.fold(followUp, result, now);
    }
    followUp = null;
    troubles = 0;
  }

  boolean wasFollowedUp() {
    return followedUp;
  }

  /** Gives up the follow-ups: rows that still ask for some say that they lack them. */
  void closeRows(FollowUpPolicy policy, Consumer<ProbeResult> complete) {
    if (openRows != null) {
      boolean unused = nextFollowUp(policy, complete);
      openRows.close(row -> complete.accept(row.cutShort()));
    }
    followUp = null;
  }

  /** Notes that something of ours prevented the probe once more, and how often in a row. */
  int trouble() {
    return ++troubles;
  }

  long due() {
    return due;
  }

  void setDue(long nanos) {
    due = nanos;
  }

  @Override
  public int compareTo(Visit other) {
    return Long.compare(due - other.due, 0);
  }
}
