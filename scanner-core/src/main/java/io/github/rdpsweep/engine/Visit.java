package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.Prefix;

/**
 * A stay at one host, in one pass: its ports are probed one after another, so that no host ever has
 * two connections of ours.
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

  /** How often in a row something of ours prevented the probe. */
  private int troubles;

  /** When it may go on, on the monotonic clock. */
  private long due;

  Visit(long hostIndex, Host host, long ports, int pass) {
    this.hostIndex = hostIndex;
    this.host = host;
    this.segment = Prefix.segmentKey(host.address());
    this.pendingPorts = ports;
    this.pass = pass;
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

  int currentPort() {
    return Long.numberOfTrailingZeros(pendingPorts);
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
