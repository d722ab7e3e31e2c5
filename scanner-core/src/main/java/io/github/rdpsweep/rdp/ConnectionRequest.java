package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;

/**
 * X.224 Connection Request with RDP_NEG_REQ and without a cookie, [MS-RDPBCGR] 2.2.1.1: a cookie
 * would carry a user name in clear text.
 *
 * @param requestedProtocols the protocols to offer
 */
public record ConnectionRequest(SecurityProtocol requestedProtocols) {

  /** Bytes on the wire. */
  public static final int LENGTH = 19;

  /**
   * The widest offer that every known server understands: SSL, HYBRID and HYBRID_EX. Some servers
   * answer RDSTLS or RDSAAD among the others by hanging up.
   */
  public static final ConnectionRequest DEFAULT =
      new ConnectionRequest(
          SecurityProtocol.SSL.with(SecurityProtocol.HYBRID).with(SecurityProtocol.HYBRID_EX));

  private static final int NEG_REQ_LENGTH = 8;

  /** Appends the request to a buffer. */
  public void encode(ByteBuf out) {
    out.writeByte(Tpkt.VERSION); // TPKT: version
    out.writeByte(0); //                               reserved
    out.writeShort(LENGTH); //                         length, including this header
    out.writeByte(LENGTH - 5); //                   X.224: length indicator, what follows it
    out.writeByte(ServerReplyDecoder.CONNECTION_REQUEST);
    out.writeShort(0); //                              destination reference
    out.writeShort(0); //                              source reference
    out.writeByte(0); //                               class 0, no options
    out.writeByte(ServerReplyDecoder.TYPE_RDP_NEG_REQ);
    out.writeByte(0); //                               flags
    out.writeShortLE(NEG_REQ_LENGTH);
    out.writeIntLE(requestedProtocols.value());
  }
}
