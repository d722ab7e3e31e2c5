package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.PathFacts;
import java.nio.ByteBuffer;

/** Linux's {@code struct tcp_info}, as far as a probe needs it. */
final class TcpInfo {

  /** {@code IPPROTO_TCP}, the level of the socket option. */
  static final int LEVEL = 6;

  /** {@code TCP_INFO}, the socket option. */
  static final int OPTION = 11;

  /** How much of the structure is read. */
  static final int LENGTH = 104;

  private static final int STATE = 0;
  private static final int UNACKED = 24;
  private static final int RTT = 68;
  private static final int TOTAL_RETRANS = 100;

  private static final int TCP_SYN_SENT = 2;
  private static final int TCP_CLOSE = 7;

  private TcpInfo() {}

  /** Whether the handshake is over and the connection was not given up, whatever an event says. */
  static boolean isConnected(ByteBuffer info) {
    int state = info.get(STATE);
    return state != TCP_SYN_SENT && state != TCP_CLOSE;
  }

  /**
   * What it tells of the path.
   *
   * @param info in the machine's byte order
   */
  static PathFacts pathFacts(ByteBuffer info) {
    int rtt = info.getInt(RTT);
    int measuredRtt = rtt == 0 ? PathFacts.NONE.rttMicros() : rtt; // the kernel had no sample
    return new PathFacts(measuredRtt, info.getInt(TOTAL_RETRANS), info.getInt(UNACKED));
  }
}
