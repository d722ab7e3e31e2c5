package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/**
 * What all packets of an RDP connection in clear start with: a TPKT header ([RFC 1006] section 6),
 * and the X.224 header of a data TPDU ([X.224] 13.7) once the connection is confirmed.
 */
final class Tpkt {

  static final int VERSION = 3;
  static final int HEADER_LENGTH = 4;

  /** Code of a data TPDU. */
  static final int DATA = 0xf0;

  /** Length indicator of a data TPDU. */
  static final int DATA_LENGTH_INDICATOR = 2;

  /** TPKT and X.224 headers of a data TPDU. */
  static final int DATA_HEADER_LENGTH = 7;

  /** Third octet of a data TPDU: nothing follows in another one. */
  static final int END_OF_TRANSMISSION = 0x80;

  private static final int DISCONNECT_PROVIDER_ULTIMATUM = 8; // DomainMCSPDU, [T.125] section 7

  private Tpkt() {}

  /**
   * The length of the packet that a buffer starts with, without consuming it.
   *
   * @param max more than that is not believed
   * @return the length including the header, or -1 while too few bytes are there to tell
   * @throws ProtocolException if these bytes cannot start a packet, however many more come
   */
  static int frameLength(ByteBuf in, int max) throws ProtocolException {
    int readable = in.readableBytes();
    int start = in.readerIndex();
    if (readable == 0) {
      return -1;
    }
    // The version comes first: read as TPKT, an SSH banner announces 18,477 bytes.
    int version = in.getUnsignedByte(start);
    if (version != VERSION) {
      throw new ProtocolException(
          ProtocolException.Kind.NOT_TPKT, "offset 0: " + hex(version) + " is no TPKT version");
    }
    if (readable < HEADER_LENGTH) {
      return -1;
    }
    int length = in.getUnsignedShort(start + 2);
    if (length < HEADER_LENGTH + 3 || length > max) {
      throw ProtocolException.malformed("offset 2: TPKT length " + length);
    }
    return length;
  }

  /** Appends the headers of a data TPDU. */
  static void writeDataHeader(int contentLength, ByteBuf out) {
    out.writeByte(VERSION);
    out.writeByte(0);
    out.writeShort(DATA_HEADER_LENGTH + contentLength);
    out.writeByte(DATA_LENGTH_INDICATOR);
    out.writeByte(DATA);
    out.writeByte(END_OF_TRANSMISSION);
  }

  /** Whether the first two bytes of a DomainMCSPDU are those of a Disconnect Provider Ultimatum. */
  static boolean isUltimatum(int bits) {
    return bits >>> 10 == DISCONNECT_PROVIDER_ULTIMATUM;
  }

  /** The reason in an ultimatum's two bytes: six bits choice, three bits reason. */
  static int ultimatumReason(int bits) {
    return bits >>> 7 & 7;
  }

  static String hex(int octet) {
    return "0x" + HexFormat.of().toHexDigits(octet, 2);
  }
}
