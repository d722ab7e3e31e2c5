package io.github.rdpsweep.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.rdp.McsAnswer.Disconnected;
import io.github.rdpsweep.rdp.McsAnswer.Refused;
import io.github.rdpsweep.rdp.McsAnswer.ServerCertificate;
import io.github.rdpsweep.rdp.McsAnswer.ServerSecurity;
import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McsAnswerDecoderTest {

  private static final int CERTIFICATE_VERSION = 0x99; // in the specification's example

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "mcs-none, none, NONE, ABSENT",
    "mcs-low, 40-bit, LOW, PROPRIETARY",
    "mcs-medium, 40-bit, CLIENT_COMPATIBLE, PROPRIETARY",
    "mcs-high, 128-bit, HIGH, PROPRIETARY",
    "mcs-fips, FIPS, FIPS, PROPRIETARY",
    "spec-connect-response, 128-bit, CLIENT_COMPATIBLE, PROPRIETARY",
  })
  void readsTheSecurityThatServersPicked(
      String capture, String method, String level, ServerCertificate certificate)
      throws ProtocolException {
    ServerSecurity security = (ServerSecurity) decode(Captures.lastAnswer(capture));

    assertEquals(method, security.method().toString());
    assertEquals(level, security.level().toString());
    assertEquals(certificate, security.certificate());
  }

  @ParameterizedTest(name = "version {0}: {1}")
  @CsvSource({"80000001, PROPRIETARY", "02000080, X509", "02000000, X509", "03000000, OTHER"})
  void readsTheKindOfCertificate(String version, ServerCertificate expected)
      throws ProtocolException {
    byte[] bytes = Captures.lastAnswer("spec-connect-response");
    String littleEndian = version.equals("80000001") ? "01000080" : version;
    Unpooled.wrappedBuffer(bytes).setBytes(CERTIFICATE_VERSION, Captures.hex(littleEndian));

    assertEquals(expected, ((ServerSecurity) decode(bytes)).certificate());
  }

  @Test
  void keepsUnknownMethodsAndLevels() throws ProtocolException {
    byte[] bytes = Captures.lastAnswer("mcs-none");
    Unpooled.wrappedBuffer(bytes).setIntLE(bytes.length - 8, 0x44).setIntLE(bytes.length - 4, -2);

    ServerSecurity security = (ServerSecurity) decode(bytes);

    assertEquals("0x44", security.method().toString());
    assertEquals("4294967294", security.level().toString());
  }

  @Test
  void readsAnUltimatumAndARefusal() throws ProtocolException {
    assertEquals(new Disconnected(3), decode(Captures.hex(Captures.ULTIMATUM)));
    // rt-user-rejected
    assertEquals(new Refused(14), decode(Captures.hex("0300000d02f0807f66030a010e")));
  }

  @ParameterizedTest
  @CsvSource({"mcs-none", "mcs-high", "spec-connect-response"})
  void waitsForEveryByte(String capture) throws ProtocolException {
    byte[] bytes = Captures.lastAnswer(capture);

    for (int split = 0; split < bytes.length; split++) {
      ByteBuf in = Unpooled.wrappedBuffer(bytes, 0, split);
      assertNull(McsAnswerDecoder.decode(in), "after byte " + split);
      assertEquals(split, in.readableBytes(), "after byte " + split);
    }
  }

  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource({
    "0, 16, offset 0: 0x16 is no TPKT version",
    "2, 4001, offset 2: TPKT length 16385",
    "4, 03, offset 4: no whole X.224 data",
    "5, d0, offset 4: no whole X.224 data",
    "6, 00, offset 4: no whole X.224 data",
    "7, 7f65, offset 0: tag 0x7f65 instead of 0x7f66",
    "9, 820146, 'offset 2: length 326, and 325 bytes are left'",
    "12, 02, offset 5: tag 0x02 instead of 0x0a",
    // the length of the conference's user data
    "47, 820120, 'offset 40: length 288, and 287 bytes are left'",
    // T.125's data ends inside of PER
    "57, ff, PER length in fragments",
    "67, 4d63446f, no server data in the MCS Connect Response",
    "71, 810a, 'MCS Connect Response: 266 bytes, and 264 are left'",
    // blocks of no length, of one that goes nowhere, of one too long
    "75, 0000, MCS server data of length 0",
    "75, 0300, MCS server data of length 3",
    "75, ffff, 'MCS Connect Response: 65531 bytes, and 260 are left'",
    "101, 030c, no SC_SECURITY in the MCS Connect Response",
    "103, ff00, 'MCS Connect Response: 251 bytes, and 232 are left'",
    "103, 0b00, 'MCS Connect Response: 8 bytes, and 7 are left'",
    "113, ffffffff, 'MCS Connect Response: 4294967295 bytes, and 216 are left'",
    "117, b9000000, 'MCS Connect Response: 185 bytes, and 184 are left'",
  })
  void namesWhatIsMalformed(int at, String digits, String text) {
    byte[] bytes = Captures.lastAnswer("spec-connect-response");
    Unpooled.wrappedBuffer(bytes).setBytes(at, Captures.hex(digits));

    ProtocolException e = assertThrows(ProtocolException.class, () -> decode(bytes));

    assertEquals(text, e.getMessage());
  }

  @Test
  void requestIsBuiltLikeOtherClients() throws ProtocolException {
    ByteBuf out = Unpooled.buffer();

    McsConnectInitial.encode(out);

    // The whole message is checked field by field: each length covers exactly what follows it.
    assertEquals(out.readableBytes(), out.getUnsignedShort(2));
    out.skipBytes(Tpkt.DATA_HEADER_LENGTH);
    BerReader message = new BerReader(out);
    BerReader fields = message.enter(0x7f65);
    assertEquals(0, message.remaining());
    for (int tag : new int[] {0x04, 0x04, 0x01, 0x30, 0x30, 0x30}) {
      fields.enter(tag);
    }
    ByteBuf conference = fields.content(BerReader.OCTET_STRING);
    assertEquals(0, fields.remaining());
    conference.skipBytes(7); // T.124's object identifier
    assertEquals(conference.readableBytes() - 2, conference.readUnsignedShort() & 0x3fff);
    conference.skipBytes(12); // up to the key, "Duca"
    assertEquals(conference.readableBytes() - 2, conference.readUnsignedShort() & 0x3fff);
    assertEquals(0xc001, conference.readUnsignedShortLE());
    assertEquals(216, conference.getUnsignedShortLE(conference.readerIndex())); // as in 4.1.3
    conference.skipBytes(214);
    assertEquals(0xc002, conference.readUnsignedShortLE());
    assertEquals(12, conference.readUnsignedShortLE());
    assertEquals(0x1b, conference.readIntLE());
    assertEquals(4, conference.readableBytes());
  }

  @Test
  void domainParametersAreThoseOfOtherClients() {
    ByteBuf out = Unpooled.buffer();
    McsConnectInitial.encode(out);
    byte[] other = Captures.hex(xfreerdp());

    // From the selectors to the tag of the user data, behind headers of the same length.
    int start = 12;
    int length = 98;
    assertEquals(
        Unpooled.wrappedBuffer(other, start, length), out.slice(start, length), "as xfreerdp does");
  }

  private static String xfreerdp() {
    return Captures.sent("mcs-high").get(1);
  }

  private static McsAnswer decode(byte[] bytes) throws ProtocolException {
    return McsAnswerDecoder.decode(Unpooled.wrappedBuffer(bytes));
  }
}
