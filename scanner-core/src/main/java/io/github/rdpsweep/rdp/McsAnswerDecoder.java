package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.rdpsweep.rdp.McsAnswer.Disconnected;
import io.github.rdpsweep.rdp.McsAnswer.Refused;
import io.github.rdpsweep.rdp.McsAnswer.ServerCertificate;
import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import io.netty.buffer.ByteBuf;

/**
 * Reads the answer to an MCS Connect Initial, [MS-RDPBCGR] 2.2.1.4, as far as its security data.
 *
 * <pre>
 *   TPKT, X.224 data | Connect-Response, [T.125] section 7, in BER
 *     userData: ConferenceCreateResponse, [T.124] 8.7, in PER
 *       user data: blocks of type, length, content; SC_SECURITY among them
 * </pre>
 */
public final class McsAnswerDecoder {

  /** More than any server needs; whoever announces more is not believed. */
  public static final int MAX_LENGTH = 16 * 1024;

  private static final int CONNECT_RESPONSE = 0x7f66;
  private static final int RT_SUCCESSFUL = 0;

  /** ConnectData's choice and T.124's object identifier. */
  private static final int CONNECT_DATA_LENGTH = 7;

  /** In ConferenceCreateResponse: choice and nodeID. */
  private static final int NODE_ID_LENGTH = 3;

  /** Result, number of sets of user data, choice of key, length of key. */
  private static final int RESULT_AND_KEY_LENGTH = 4;

  private static final String SERVER_KEY = "McDn";

  private static final int BLOCK_HEADER_LENGTH = 4;
  private static final int SC_SECURITY = 0x0c02;

  private McsAnswerDecoder() {}

  /**
   * Consumes and reads the packet that the buffer starts with.
   *
   * @return the answer, or {@code null} while bytes are missing; then nothing is consumed
   * @throws ProtocolException if these bytes cannot become an answer, however many more come
   */
  public static McsAnswer decode(ByteBuf in) throws ProtocolException {
    int length = Tpkt.frameLength(in, MAX_LENGTH);
    if (length < 0 || in.readableBytes() < length) {
      return null;
    }
    ByteBuf packet = in.readSlice(length);
    packet.skipBytes(Tpkt.HEADER_LENGTH);
    int lengthIndicator = packet.readUnsignedByte();
    int code = packet.readUnsignedByte();
    int end = packet.readUnsignedByte();
    if (lengthIndicator != Tpkt.DATA_LENGTH_INDICATOR
        || code != Tpkt.DATA
        || end != Tpkt.END_OF_TRANSMISSION) {
      throw ProtocolException.malformed("offset 4: no whole X.224 data");
    }
    if (packet.readableBytes() == 2 && Tpkt.isUltimatum(packet.getUnsignedShort(7))) {
      return new Disconnected(Tpkt.ultimatumReason(packet.getUnsignedShort(7)));
    }
    return connectResponse(new BerReader(packet).enter(CONNECT_RESPONSE));
  }

  private static McsAnswer connectResponse(BerReader fields) throws ProtocolException {
    int result = fields.integer(BerReader.ENUMERATED);
    if (result != RT_SUCCESSFUL) {
      return new Refused(result);
    }
    fields.enter(BerReader.INTEGER); // calledConnectId
    fields.enter(BerReader.SEQUENCE); // domainParameters
    return security(conference(fields.content(BerReader.OCTET_STRING)));
  }

  /** What follows the header of the conference: the server's blocks. */
  private static ByteBuf conference(ByteBuf in) throws ProtocolException {
    skip(CONNECT_DATA_LENGTH, in);
    readLength(in); // servers send a constant that is wrong
    skip(NODE_ID_LENGTH, in);
    skip(readLength(in), in); // tag
    skip(RESULT_AND_KEY_LENGTH, in);
    if (in.readableBytes() < SERVER_KEY.length()
        || !in.readSlice(SERVER_KEY.length()).toString(US_ASCII).equals(SERVER_KEY)) {
      throw ProtocolException.malformed("no server data in the MCS Connect Response");
    }
    return in.readSlice(fitting(readLength(in), in));
  }

  private static ServerSecurity security(ByteBuf blocks) throws ProtocolException {
    while (blocks.readableBytes() >= BLOCK_HEADER_LENGTH) {
      int type = blocks.readUnsignedShortLE();
      int length = blocks.readUnsignedShortLE() - BLOCK_HEADER_LENGTH;
      if (length < 0) { // it would never end
        throw ProtocolException.malformed(
            "MCS server data of length " + (length + BLOCK_HEADER_LENGTH));
      }
      ByteBuf block = blocks.readSlice(fitting(length, blocks));
      if (type == SC_SECURITY) {
        return serverSecurity(block);
      }
    }
    throw ProtocolException.malformed("no SC_SECURITY in the MCS Connect Response");
  }

  /** TS_UD_SC_SEC1: without encryption it ends after method and level. */
  private static ServerSecurity serverSecurity(ByteBuf block) throws ProtocolException {
    fitting(8, block);
    EncryptionMethod method = new EncryptionMethod(block.readIntLE());
    EncryptionLevel level = new EncryptionLevel(block.readIntLE());
    if (block.readableBytes() < 8) {
      return new ServerSecurity(method, level, ServerCertificate.ABSENT);
    }
    long randomLength = block.readUnsignedIntLE();
    long certificateLength = block.readUnsignedIntLE();
    skip(randomLength, block);
    fitting(certificateLength, block);
    return new ServerSecurity(method, level, certificate(certificateLength, block));
  }

  private static ServerCertificate certificate(long length, ByteBuf in) throws ProtocolException {
    if (length == 0) {
      return ServerCertificate.ABSENT;
    }
    fitting(4, in);
    return switch (in.readIntLE() & 0x7fff_ffff) { // the first bit says "temporary"
      case 1 -> ServerCertificate.PROPRIETARY;
      case 2 -> ServerCertificate.X509;
      default -> ServerCertificate.OTHER;
    };
  }

  /** A length of up to 16,383 in aligned PER, [X.691] 10.9.3. */
  private static int readLength(ByteBuf in) throws ProtocolException {
    fitting(1, in);
    int first = in.readUnsignedByte();
    if (first < 0x80) {
      return first;
    }
    fitting(1, in);
    if (first >= 0xc0) {
      throw ProtocolException.malformed("PER length in fragments");
    }
    return (first & 0x3f) << 8 | in.readUnsignedByte();
  }

  private static void skip(long length, ByteBuf in) throws ProtocolException {
    in.skipBytes(fitting(length, in));
  }

  private static int fitting(long length, ByteBuf in) throws ProtocolException {
    if (length > in.readableBytes()) {
      throw ProtocolException.malformed(
          "MCS Connect Response: %d bytes, and %d are left".formatted(length, in.readableBytes()));
    }
    return (int) length;
  }
}
