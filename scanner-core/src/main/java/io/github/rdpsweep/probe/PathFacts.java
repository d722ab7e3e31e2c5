package io.github.rdpsweep.probe;

/**
 * What the kernel measured of the path (TCP_INFO), where the transport can ask it.
 *
 * @param rttMicros smoothed round-trip time in microseconds, or -1 when not measured
 * @param retransmits segments sent again, SYNs among them, or -1 when not measured
 * @param unacknowledged segments that the peer has not acknowledged, or -1 when not measured
 * @param dataSegments segments with data that were sent, repeats among them, or -1 when not
 *     measured
 * @param pathMtu the longest packet that the path is known to carry, in octets, or -1 when not
 *     measured
 */
public record PathFacts(
    int rttMicros, int retransmits, int unacknowledged, int dataSegments, int pathMtu) {

  /** Nothing was measured. */
  public static final PathFacts NONE = new PathFacts(-1, -1, -1);

  /** What an old kernel tells. */
  public PathFacts(int rttMicros, int retransmits, int unacknowledged) {
    this(rttMicros, retransmits, unacknowledged, -1, -1);
  }
}
