package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.SecurityProtocol;
import io.netty.buffer.ByteBuf;

/**
 * Reads a client's Connection Request, [MS-RDPBCGR] 2.2.1.1, as far as a server needs it to answer.
 *
 * <pre>
 *   03 00 ll ll | li e0 dd dd ss ss cc | Cookie: … CR LF | 01 ff 08 00 vv vv vv vv
 *   TPKT        | X.224, 7 bytes       | may be missing  | RDP_NEG_REQ, may be missing
 * </pre>
 */
final class ClientRequest {

  private static final int VARIABLE_PART = 11;
  private static final int NEG_REQ = 0x01;
  private static final int NEG_REQ_LENGTH = 8;

  private ClientRequest() {}

  /**
   * The protocols that a whole request asks for. One without RDP_NEG_REQ asks for standard RDP
   * security, and is told the choice in negotiation data all the same, as some servers do.
   */
  static SecurityProtocol requestedProtocols(ByteBuf packet) {
    int end = packet.writerIndex();
    int at = packet.readerIndex() + VARIABLE_PART;
    if (at < end && packet.getByte(at) != NEG_REQ) {
      int lineFeed = packet.indexOf(at, end, (byte) '\n');
      at = lineFeed < 0 ? end : lineFeed + 1;
    }
    boolean present =
        end - at >= NEG_REQ_LENGTH
            && packet.getByte(at) == NEG_REQ
            && packet.getUnsignedShortLE(at + 2) == NEG_REQ_LENGTH;
    return present ? new SecurityProtocol(packet.getIntLE(at + 4)) : SecurityProtocol.RDP;
  }
}
