package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * MCS Connect Initial with GCC Conference Create Request, [MS-RDPBCGR] 2.2.1.3: what a client sends
 * after a confirm that selects standard RDP security. It asks for no virtual channel, and nothing
 * may be sent after the answer: hosts have crashed from what would come next.
 *
 * <pre>
 *   TPKT, X.224 data | Connect-Initial, [T.125] section 7, in BER
 *     userData: ConferenceCreateRequest, [T.124] 8.7, in PER
 *       user data: CS_CORE, CS_SECURITY
 * </pre>
 */
public final class McsConnectInitial {

  private static final int CONNECT_INITIAL = 0x7f65;
  private static final int BOOLEAN = 0x01;

  /** DomainParameters, [T.125] section 7, as every client sends them: wished, least, most. */
  private static final int[][] DOMAIN_PARAMETERS = {
    {34, 2, 0, 1, 0, 1, 0xffff, 2},
    {1, 1, 1, 1, 0, 1, 0x420, 2},
    {0xffff, 0xfc17, 0xffff, 1, 0, 1, 0xffff, 2},
  };

  /** Up to the length of what follows it: ConnectData with the object identifier of T.124. */
  private static final byte[] CONNECT_DATA = {0x00, 0x05, 0x00, 0x14, 0x7c, 0x00, 0x01};

  /** A ConferenceCreateRequest named "1", with one set of user data of the H.221 key "Duca". */
  private static final byte[] CREATE_REQUEST = {
    0x00, 0x08, 0x00, 0x10, 0x00, 0x01, (byte) 0xc0, 0x00
  };

  private static final int CS_CORE = 0xc001;
  private static final int CS_SECURITY = 0xc002;

  private static final int RDP_5 = 0x0008_0004;
  private static final int COLOR_8BPP = 0xca01;
  private static final int SAS_DEL = 0xaa03;
  private static final int KEYBOARD_US = 0x0409;
  private static final int KEYBOARD_ENHANCED = 4;

  /** The name that a server's log may show. */
  private static final String CLIENT_NAME = "rdpsweep";

  private static final int CLIENT_NAME_LENGTH = 32;
  private static final int IME_FILE_NAME_LENGTH = 64;
  private static final int PRODUCT_ID_LENGTH = 64;

  private McsConnectInitial() {}

  /** Appends the request to a buffer; always the same bytes. */
  public static void encode(ByteBuf out) {
    ByteBuf fields = Unpooled.buffer();
    ByteBuf selector = Unpooled.buffer().writeByte(1);
    fields.writeBytes(BerWriter.element(BerReader.OCTET_STRING, selector.duplicate()));
    fields.writeBytes(BerWriter.element(BerReader.OCTET_STRING, selector));
    fields.writeBytes(BerWriter.element(BOOLEAN, Unpooled.buffer().writeByte(0xff))); // upwardFlag
    for (int[] parameters : DOMAIN_PARAMETERS) {
      ByteBuf values = Unpooled.buffer();
      for (int parameter : parameters) {
        values.writeBytes(BerWriter.integer(parameter));
      }
      fields.writeBytes(BerWriter.element(BerReader.SEQUENCE, values));
    }
    fields.writeBytes(BerWriter.element(BerReader.OCTET_STRING, conference()));
    ByteBuf message = BerWriter.element(CONNECT_INITIAL, fields);
    Tpkt.writeDataHeader(message.readableBytes(), out);
    out.writeBytes(message);
  }

  private static ByteBuf conference() {
    ByteBuf clientData = Unpooled.buffer();
    writeBlock(CS_CORE, core(), clientData);
    writeBlock(CS_SECURITY, security(), clientData);
    ByteBuf request = Unpooled.buffer().writeBytes(CREATE_REQUEST);
    request.writeCharSequence("Duca", US_ASCII);
    writeLength(clientData.readableBytes(), request);
    request.writeBytes(clientData);
    ByteBuf out = Unpooled.buffer().writeBytes(CONNECT_DATA);
    writeLength(request.readableBytes(), out);
    return out.writeBytes(request);
  }

  /** A length of up to 16,383 in aligned PER, [X.691] 10.9.3. */
  private static void writeLength(int length, ByteBuf out) {
    if (length < 0x80) {
      out.writeByte(length);
    } else {
      out.writeShort(0x8000 | length);
    }
  }

  /** TS_UD_HEADER, [MS-RDPBCGR] 2.2.1.3.1, and its block. */
  private static void writeBlock(int type, ByteBuf block, ByteBuf out) {
    out.writeShortLE(type);
    out.writeShortLE(4 + block.readableBytes());
    out.writeBytes(block);
  }

  /** TS_UD_CS_CORE, [MS-RDPBCGR] 2.2.1.3.2. */
  private static ByteBuf core() {
    ByteBuf out = Unpooled.buffer();
    out.writeIntLE(RDP_5); //            version
    out.writeShortLE(1024); //           desktopWidth
    out.writeShortLE(768); //            desktopHeight
    out.writeShortLE(COLOR_8BPP); //     colorDepth
    out.writeShortLE(SAS_DEL); //        SASSequence
    out.writeIntLE(KEYBOARD_US); //      keyboardLayout
    out.writeIntLE(0); //                clientBuild
    ByteBuf name = Unpooled.copiedBuffer(CLIENT_NAME, UTF_16LE);
    int rest = CLIENT_NAME_LENGTH - name.readableBytes();
    out.writeBytes(name).writeZero(rest); // clientName
    out.writeIntLE(KEYBOARD_ENHANCED); // keyboardType
    out.writeIntLE(0); //                keyboardSubType
    out.writeIntLE(12); //               keyboardFunctionKey
    out.writeZero(IME_FILE_NAME_LENGTH);
    out.writeShortLE(COLOR_8BPP); //     postBeta2ColorDepth
    out.writeShortLE(1); //              clientProductId
    out.writeIntLE(0); //                serialNumber
    out.writeShortLE(24); //             highColorDepth
    out.writeShortLE(7); //              supportedColorDepths: 24, 16 and 15 bits
    out.writeShortLE(1); //              earlyCapabilityFlags: RNS_UD_CS_SUPPORT_ERRINFO_PDU
    out.writeZero(PRODUCT_ID_LENGTH); // clientDigProductId
    out.writeByte(0); //                 connectionType
    out.writeByte(0); //                 pad1octet
    return out.writeIntLE(SecurityProtocol.RDP.value()); // serverSelectedProtocol
  }

  /** TS_UD_CS_SEC, [MS-RDPBCGR] 2.2.1.3.3: whatever the server likes best. */
  private static ByteBuf security() {
    ByteBuf out = Unpooled.buffer();
    out.writeIntLE(EncryptionMethod.ALL.value());
    return out.writeIntLE(0); // extEncryptionMethods
  }
}
