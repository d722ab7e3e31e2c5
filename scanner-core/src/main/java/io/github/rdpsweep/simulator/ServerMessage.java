package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * What servers say, encoded: the counterpart of {@link io.github.rdpsweep.rdp.ServerReplyDecoder}.
 * Each buffer is encoded once and may be written any number of times, as a duplicate.
 */
final class ServerMessage {

  /** Flags of a current Windows: all that are defined, and the reserved one. */
  static final int WINDOWS_FLAGS = 0x1f;

  /** Flags of xrdp: extended client data only. */
  static final int XRDP_FLAGS = 0x01;

  /** MCS Disconnect Provider Ultimatum, [T.125] section 7, user requested: xrdp giving up. */
  static final ByteBuf DISCONNECT_ULTIMATUM =
      bytes(0x03, 0x00, 0x00, 0x09, 0x02, 0xf0, 0x80, 0x21, 0x80);

  private static final int CONFIRM_LENGTH = 11;
  private static final int NEGOTIATION_LENGTH = 8;
  private static final int NEG_RSP = 0x02;
  private static final int NEG_FAILURE = 0x03;

  /** The longest confirm that X.224's one-byte length indicator can announce. */
  private static final int LONGEST_CONFIRM_LENGTH = 5 + 254;

  private ServerMessage() {}

  /** X.224 Connection Confirm without negotiation data. */
  static ByteBuf confirm() {
    return fixed(confirm(CONFIRM_LENGTH));
  }

  /** X.224 Connection Confirm with RDP_NEG_RSP, [MS-RDPBCGR] 2.2.1.2.1. */
  static ByteBuf response(SecurityProtocol selected, int flags) {
    return negotiation(NEG_RSP, flags, selected.value());
  }

  /** X.224 Connection Confirm with RDP_NEG_FAILURE, [MS-RDPBCGR] 2.2.1.2.2. */
  static ByteBuf failure(FailureCode code) {
    return negotiation(NEG_FAILURE, 0, code.value());
  }

  /** X.224 Connection Confirm with negotiation data of any type. */
  static ByteBuf negotiation(int type, int flags, int value) {
    ByteBuf out = confirm(CONFIRM_LENGTH + NEGOTIATION_LENGTH);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeShortLE(NEGOTIATION_LENGTH);
    out.writeIntLE(value);
    return fixed(out);
  }

  /** The longest confirm there can be, but for its last byte. */
  static ByteBuf endlessConfirm() {
    ByteBuf out = confirm(LONGEST_CONFIRM_LENGTH);
    out.writeZero(LONGEST_CONFIRM_LENGTH - CONFIRM_LENGTH - 1);
    return fixed(out);
  }

  /** Any bytes. */
  static ByteBuf bytes(int... octets) {
    ByteBuf out = Unpooled.directBuffer(octets.length);
    for (int octet : octets) {
      out.writeByte(octet);
    }
    return fixed(out);
  }

  /** A line protocol's words. */
  static ByteBuf ascii(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return fixed(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
  }

  /** A confirm's first 11 bytes, in a packet of the given length. */
  private static ByteBuf confirm(int length) {
    ByteBuf out = Unpooled.directBuffer(length);
    out.writeByte(0x03); //       TPKT: version
    out.writeByte(0x00); //       reserved
    out.writeShort(length); //    length, including this header
    out.writeByte(length - 5); // X.224: length indicator, what follows it
    out.writeByte(0xd0); //       Connection Confirm
    out.writeShort(0x0000); //    destination reference
    out.writeShort(0x1234); //    source reference, as Windows and xrdp choose it
    out.writeByte(0x00); //       class 0, no options
    return out;
  }

  private static ByteBuf fixed(ByteBuf message) {
    return Unpooled.unreleasableBuffer(message.asReadOnly());
  }
}
