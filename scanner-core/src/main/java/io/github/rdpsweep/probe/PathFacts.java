package io.github.rdpsweep.probe;

/**
 * What the kernel measured of the path (TCP_INFO), where the transport can ask it.
 *
 * @param rttMicros smoothed round-trip time in microseconds, or -1 when not measured
 * @param retransmits segments sent again, SYNs among them, or -1 when not measured
 * @param unacknowledged segments that the peer has not acknowledged, or -1 when not measured
 */
public record PathFacts(int rttMicros, int retransmits, int unacknowledged) {

  /** Nothing was measured. */
  public static final PathFacts NONE = new PathFacts(-1, -1, -1);
}
