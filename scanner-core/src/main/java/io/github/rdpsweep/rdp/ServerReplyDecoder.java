package io.github.rdpsweep.rdp;

import io.github.rdpsweep.rdp.ServerReply.ConnectionConfirm;
import io.github.rdpsweep.rdp.ServerReply.DisconnectRequest;
import io.github.rdpsweep.rdp.ServerReply.DisconnectUltimatum;
import io.netty.buffer.ByteBuf;

/**
 * Reads the first message of a server out of the stream: TPKT ([RFC 1006] section 6), X.224
 * ([T.125]'s carrier), RDP negotiation ([MS-RDPBCGR] 2.2.1.2).
 *
 * <pre>
 *   03 00 ll ll | li d0 dd dd ss ss cc | tt ff 08 00 vv vv vv vv     Connection Confirm
 *   TPKT        | X.224, 7 bytes       | RDP_NEG_RSP or RDP_NEG_FAILURE, may be missing
 *   03 00 00 09 | 02 f0 80             | 21 80                        Disconnect Provider Ultimatum
 *   03 00 ll ll | li 80 dd dd ss ss rr |                              Disconnect Request
 * </pre>
 */
public final class ServerReplyDecoder {

  /** More than any server needs; whoever announces more is not believed. */
  public static final int MAX_LENGTH = 512;

  static final int CONNECTION_REQUEST = 0xe0;
  static final int TYPE_RDP_NEG_REQ = 1;

  private static final int X224_HEADER_END = Tpkt.HEADER_LENGTH + 2; // length indicator and code
  private static final int CONNECTION_CONFIRM = 0xd0;
  private static final int DISCONNECT_REQUEST = 0x80;
  private static final int FIXED_LENGTH_INDICATOR = 6; // of Confirm and Disconnect Request
  private static final int ULTIMATUM_LENGTH = 9;
  private static final int TYPE_RDP_NEG_RSP = 2;
  private static final int TYPE_RDP_NEG_FAILURE = 3;
  private static final int NEGOTIATION_LENGTH = 8;

  private ServerReplyDecoder() {}

  /**
   * The length of the packet that the buffer starts with, without consuming it.
   *
   * @return the length including the TPKT header, at most {@link #MAX_LENGTH}, or -1 while too few
   *     bytes are there to tell
   * @throws ProtocolException if these bytes cannot start a reply, however many more come
   */
  public static int frameLength(ByteBuf in) throws ProtocolException {
    return Tpkt.frameLength(in, MAX_LENGTH);
  }

  /**
   * Consumes and reads the packet that the buffer starts with.
   *
   * @return the message, or {@code null} while bytes are missing; then nothing is consumed
   * @throws ProtocolException if these bytes cannot become a reply, however many more come
   */
  public static ServerReply decode(ByteBuf in) throws ProtocolException {
    int length = frameLength(in);
    if (length < 0 || in.readableBytes() < X224_HEADER_END) {
      return null;
    }
    // Checked as soon as they are there: a peer that announces more than it sends is not waited
    // for.
    int lengthIndicator = in.getUnsignedByte(in.readerIndex() + Tpkt.HEADER_LENGTH);
    int code = in.getUnsignedByte(in.readerIndex() + Tpkt.HEADER_LENGTH + 1);
    checkHeader(length, lengthIndicator, code);
    if (in.readableBytes() < length) {
      return null;
    }
    ByteBuf packet = in.readSlice(length);
    packet.skipBytes(X224_HEADER_END);
    return switch (code) {
      case Tpkt.DATA -> ultimatum(packet);
      case DISCONNECT_REQUEST -> new DisconnectRequest(packet.skipBytes(4).readUnsignedByte());
      default -> confirm(packet);
    };
  }

  private static void checkHeader(int length, int lengthIndicator, int code)
      throws ProtocolException {
    boolean confirm = (code & 0xf0) == CONNECTION_CONFIRM;
    if (!confirm && code != DISCONNECT_REQUEST && code != Tpkt.DATA) {
      throw ProtocolException.malformed(
          "offset 5: X.224 TPDU " + Tpkt.hex(code) + " instead of a Connection Confirm");
    }
    if (code == Tpkt.DATA) {
      if (lengthIndicator != Tpkt.DATA_LENGTH_INDICATOR || length < ULTIMATUM_LENGTH) {
        throw ProtocolException.malformed(
            "offset 4: X.224 data of length " + lengthIndicator + " in a TPKT packet of " + length);
      }
    } else if (lengthIndicator != length - Tpkt.HEADER_LENGTH - 1
        || lengthIndicator < FIXED_LENGTH_INDICATOR) {
      throw ProtocolException.malformed(
          "offset 4: X.224 length " + lengthIndicator + " in a TPKT packet of " + length);
    }
  }

  /** What follows a Connection Confirm's code: references and class, then negotiation data. */
  private static ConnectionConfirm confirm(ByteBuf in) throws ProtocolException {
    in.skipBytes(FIXED_LENGTH_INDICATOR - 1);
    return new ConnectionConfirm(in.isReadable() ? negotiation(in) : Negotiation.ABSENT);
  }

  private static Negotiation negotiation(ByteBuf in) throws ProtocolException {
    int offset = Tpkt.HEADER_LENGTH + 1 + FIXED_LENGTH_INDICATOR;
    if (in.readableBytes() < NEGOTIATION_LENGTH) {
      throw ProtocolException.malformed(
          "offset " + offset + ": " + in.readableBytes() + " bytes of negotiation data");
    }
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int length = in.readUnsignedShortLE();
    int value = in.readIntLE();
    if (length != NEGOTIATION_LENGTH) {
      throw ProtocolException.malformed(
          "offset " + (offset + 2) + ": negotiation length " + length);
    }
    return switch (type) {
      case TYPE_RDP_NEG_RSP -> new Negotiation.Response(new SecurityProtocol(value), flags);
      case TYPE_RDP_NEG_FAILURE -> new Negotiation.Failure(new FailureCode(value));
      default ->
          throw ProtocolException.malformed(
              "offset " + offset + ": negotiation type " + Tpkt.hex(type));
    };
  }

  /** A DomainMCSPDU in packed encoding. */
  private static DisconnectUltimatum ultimatum(ByteBuf in) throws ProtocolException {
    in.skipBytes(1); // end of transmission
    int bits = in.readUnsignedShort();
    if (!Tpkt.isUltimatum(bits)) {
      throw ProtocolException.malformed(
          "offset 7: X.224 data " + Tpkt.hex(bits >>> 8) + " instead of a Connection Confirm");
    }
    return new DisconnectUltimatum(Tpkt.ultimatumReason(bits));
  }
}
