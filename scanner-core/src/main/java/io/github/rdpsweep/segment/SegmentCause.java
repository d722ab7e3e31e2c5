package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import java.util.Map;

/** The cause that the hosts of a prefix point to together, where single rows cannot tell. */
final class SegmentCause {

  /*
   * A silent host may be cut off (network), shut away (firewall) or down (service). Its neighbours
   * tell: if some of them are alive on another port or answered and were then cut short, packets do
   * arrive and something lets only RDP not through. If most hosts of the prefix are silent and none
   * shows life, the path is the simplest explanation; a few ICMP errors confirm it, and no more than
   * a few can be expected, since routers limit their rate. If most neighbours are reached, the path
   * is fine, and the trouble is the host's own.
   */

  /** Hosts alive behind the block, among those silent or blocked: it takes few to show a path. */
  private static final double SHOWS_LIFE = 0.1;

  private SegmentCause() {}

  /**
   * What silence means among such neighbours.
   *
   * @param silent hosts that are silent or unreachable, and show no life
   * @param blocked hosts that show life and whose RDP is cut off
   * @param reached hosts whose RDP port answered, well or badly
   */
  static Cause ofSilence(long silent, long blocked, long reached) {
    if (blocked > 0 && blocked >= SHOWS_LIFE * (silent + blocked)) {
      return Cause.FIREWALL;
    }
    return silent > reached ? Cause.NETWORK : Cause.SERVICE;
  }

  /**
   * The dominant cause of a segment's failures.
   *
   * @param failures failures by the cause of their rows
   * @param hanging those of undetermined cause that had connected and then got no answer; a
   *     listener that hangs is the simplest explanation
   * @param expected hosts that are expected, failing or not
   */
  static Cause dominant(Map<Cause, Integer> failures, int hanging, int expected) {
    int undetermined = Math.max(0, failures.get(Cause.UNDETERMINED) - hanging);
    int network = failures.get(Cause.NETWORK);
    int blocked = failures.get(Cause.FIREWALL);
    int silent = network + undetermined;
    Cause ofSilence = ofSilence(silent, blocked, expected - silent - blocked);
    Cause dominant = Cause.NONE;
    int most = 0;
    for (Cause cause : Cause.values()) {
      int count = cause == Cause.UNDETERMINED ? 0 : failures.get(cause);
      count += cause == ofSilence ? undetermined : 0;
      count += cause == Cause.SERVICE ? hanging : 0;
      if (count > most) {
        dominant = cause;
        most = count;
      }
    }
    return dominant;
  }
}
