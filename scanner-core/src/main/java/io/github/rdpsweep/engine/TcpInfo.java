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
  static final int LENGTH = 160;

  private static final int STATE = 0;
  private static final int UNACKED = 24;
  private static final int PATH_MTU = 60;
  private static final int RTT = 68;
  private static final int TOTAL_RETRANS = 100;
  private static final int DATA_SEGS_OUT = 156;

  private static final int TCP_SYN_SENT = 2;
  private static final int TCP_CLOSE = 7;

  private TcpInfo() {}

  /** Whether the handshake is over and the connection was not given up, whatever an event says. */
  static boolean isConnected(ByteBuffer info) {
    int state = info.get(STATE);
    return state != TCP_SYN_SENT && state != TCP_CLOSE;
  }

  /**
   * What it tells of the path. A zero stands for what the kernel has no sample of, or is too old to
   * tell.
   *
   * @param info in the machine's byte order
   */
  static PathFacts pathFacts(ByteBuffer info) {
    return new PathFacts(
        unlessZero(info.getInt(RTT)),
        info.getInt(TOTAL_RETRANS),
        info.getInt(UNACKED),
        unlessZero(info.getInt(DATA_SEGS_OUT)),
        unlessZero(info.getInt(PATH_MTU)));
  }

  private static int unlessZero(int value) {
    return value == 0 ? -1 : value;
  }
}
