package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.rdp.ServerReply.ConnectionConfirm;
import io.github.rdpsweep.rdp.ServerReply.DisconnectRequest;
import io.github.rdpsweep.rdp.ServerReply.DisconnectUltimatum;
import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerReplyDecoderTest {

  private static final ServerReply XRDP_SELECTS_RDP = selects(SecurityProtocol.RDP, 0x01);
  private static final ServerReply XRDP_SELECTS_SSL = selects(SecurityProtocol.SSL, 0x01);

  static Stream<Arguments> captures() {
    return Stream.of(
        Arguments.of("negotiate-none", new ConnectionConfirm(Negotiation.ABSENT)),
        Arguments.of("negotiate-req-0", XRDP_SELECTS_RDP),
        Arguments.of("negotiate-req-1", XRDP_SELECTS_SSL),
        Arguments.of("negotiate-req-2", XRDP_SELECTS_RDP),
        Arguments.of("negotiate-req-3", XRDP_SELECTS_SSL),
        Arguments.of("negotiate-req-b", XRDP_SELECTS_SSL),
        Arguments.of("negotiate-req-c", new DisconnectUltimatum(3)),
        Arguments.of("negotiate-req-10", new DisconnectUltimatum(3)),
        Arguments.of("negotiate-req-b_halfclose", XRDP_SELECTS_SSL),
        Arguments.of("negotiate-cr-twice", XRDP_SELECTS_SSL),
        Arguments.of("tls-none", new ConnectionConfirm(Negotiation.ABSENT)),
        Arguments.of("tls-req-0", fails(FailureCode.SSL_REQUIRED_BY_SERVER)),
        Arguments.of("tls-req-1", XRDP_SELECTS_SSL),
        Arguments.of("tls-req-2", fails(FailureCode.SSL_REQUIRED_BY_SERVER)),
        Arguments.of("tls-req-8", fails(FailureCode.SSL_REQUIRED_BY_SERVER)),
        Arguments.of("tls-req-b", XRDP_SELECTS_SSL),
        Arguments.of("tls-req-10", new DisconnectUltimatum(3)),
        Arguments.of("cert-weak-none", new ConnectionConfirm(Negotiation.ABSENT)),
        Arguments.of("cert-weak-req-b", XRDP_SELECTS_SSL),
        Arguments.of("rdp-high-none", new ConnectionConfirm(Negotiation.ABSENT)),
        Arguments.of("rdp-high-req-1", XRDP_SELECTS_RDP),
        Arguments.of("rdp-high-req-b", XRDP_SELECTS_RDP),
        Arguments.of("no-key-req-b", XRDP_SELECTS_RDP),
        Arguments.of("legacy-tls-req-b", XRDP_SELECTS_SSL));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("captures")
  void readsWhatXrdpAnswered(String capture, ServerReply expected) throws ProtocolException {
    assertEquals(expected, decode(Captures.hex(Captures.xrdp(capture).answered())));
  }

  static Stream<Arguments> windowsReplies() {
    return Stream.of(
        Arguments.of(Captures.XP_CONFIRM, new ConnectionConfirm(Negotiation.ABSENT)),
        Arguments.of(Captures.SERVER_2003_FAILURE, fails(FailureCode.SSL_NOT_ALLOWED_BY_SERVER)),
        Arguments.of(Captures.SERVER_2003_CONFIRM, selects(SecurityProtocol.RDP, 0)),
        Arguments.of(Captures.SERVER_2012_R2_CONFIRM, selects(SecurityProtocol.HYBRID_EX, 0x0f)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("windowsReplies")
  void readsWhatWindowsAnswered(String reply, ServerReply expected) throws ProtocolException {
    assertEquals(expected, decode(Captures.hex(reply)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("windowsReplies")
  void waitsForEveryByteOfAReply(String reply, ServerReply expected) throws ProtocolException {
    byte[] bytes = Captures.hex(reply);
    ByteBuf in = Unpooled.buffer();

    for (int i = 0; i < bytes.length - 1; i++) {
      in.writeByte(bytes[i]);
      assertNull(ServerReplyDecoder.decode(in), "after byte " + (i + 1));
      assertEquals(0, in.readerIndex(), "after byte " + (i + 1));
    }
    in.writeByte(bytes[bytes.length - 1]);

    assertEquals(expected, ServerReplyDecoder.decode(in));
  }

  @Test
  void waitsForEveryByteOfAnUltimatum() throws ProtocolException {
    byte[] bytes = Captures.hex(Captures.ULTIMATUM);

    for (int split = 0; split < bytes.length; split++) {
      assertNull(ServerReplyDecoder.decode(Unpooled.wrappedBuffer(bytes, 0, split)));
    }

    assertEquals(new DisconnectUltimatum(3), decode(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls-none", "tls-req-0", "cert-weak-req-b", "negotiate-cr-twice"})
  void leavesTheUltimatumBehindAConfirmUnread(String capture) throws ProtocolException {
    ByteBuf in = Unpooled.wrappedBuffer(Captures.hex(Captures.xrdp(capture).answered()));

    ServerReplyDecoder.decode(in);

    assertEquals(new DisconnectUltimatum(3), ServerReplyDecoder.decode(in));
    assertEquals(0, in.readableBytes());
  }

  @Test
  void readsFromTheReaderIndexOn() throws ProtocolException {
    ByteBuf in = Unpooled.wrappedBuffer(Captures.hex("ffff" + Captures.XP_CONFIRM)).skipBytes(2);

    assertEquals(new ConnectionConfirm(Negotiation.ABSENT), ServerReplyDecoder.decode(in));
  }

  static Stream<Arguments> failureCodes() {
    return Stream.of(
        Arguments.of("01000000", FailureCode.SSL_REQUIRED_BY_SERVER, "SSL_REQUIRED_BY_SERVER"),
        Arguments.of(
            "02000000", FailureCode.SSL_NOT_ALLOWED_BY_SERVER, "SSL_NOT_ALLOWED_BY_SERVER"),
        Arguments.of("03000000", FailureCode.SSL_CERT_NOT_ON_SERVER, "SSL_CERT_NOT_ON_SERVER"),
        Arguments.of("04000000", FailureCode.INCONSISTENT_FLAGS, "INCONSISTENT_FLAGS"),
        Arguments.of(
            "05000000", FailureCode.HYBRID_REQUIRED_BY_SERVER, "HYBRID_REQUIRED_BY_SERVER"),
        Arguments.of(
            "06000000",
            FailureCode.SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER,
            "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER"),
        Arguments.of(
            "07000000", FailureCode.ENTRA_AUTH_REQUIRED_BY_SERVER, "ENTRA_AUTH_REQUIRED_BY_SERVER"),
        Arguments.of("00000000", new FailureCode(0), "failure code 0"),
        Arguments.of("08000000", new FailureCode(8), "failure code 8"),
        Arguments.of("00010000", new FailureCode(0x100), "failure code 256"),
        Arguments.of("ffffffff", new FailureCode(-1), "failure code 4294967295"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("failureCodes")
  void keepsEveryFailureCode(String littleEndian, FailureCode code, String text)
      throws ProtocolException {
    assertEquals(
        fails(code), decode(Captures.hex("030000130ed0000012340003000800" + littleEndian)));
    assertEquals(text, code.toString());
  }

  static IntStream everyBit() {
    return IntStream.rangeClosed(0, 31).map(bit -> 1 << bit);
  }

  @ParameterizedTest
  @MethodSource("everyBit")
  void keepsEveryProtocolBit(int bit) throws ProtocolException {
    ByteBuf in = Unpooled.wrappedBuffer(Captures.hex(Captures.SERVER_2003_CONFIRM));
    in.setIntLE(15, bit);

    assertEquals(selects(new SecurityProtocol(bit), 0), ServerReplyDecoder.decode(in));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x1f, 0x80, 0xff})
  void keepsEveryFlag(int flags) throws ProtocolException {
    ByteBuf in = Unpooled.wrappedBuffer(Captures.hex(Captures.SERVER_2003_CONFIRM));
    in.setByte(12, flags);

    assertEquals(selects(SecurityProtocol.RDP, flags), ServerReplyDecoder.decode(in));
  }

  @ParameterizedTest
  @CsvSource({"2100, 2", "2000, 0", "2080, 1", "2180, 3", "2200, 4"})
  void readsTheUltimatumsReason(String mcs, int reason) throws ProtocolException {
    assertEquals(new DisconnectUltimatum(reason), decode(Captures.hex("0300000902f080" + mcs)));
  }

  @Test
  void readsADisconnectRequest() throws ProtocolException {
    assertEquals(new DisconnectRequest(0x80), decode(Captures.hex("0300000b06800000123480")));
  }

  @Test
  void readsADisconnectRequestWithAVariablePart() throws ProtocolException {
    assertEquals(new DisconnectRequest(3), decode(Captures.hex("0300000f0a800000123403e00242ff")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 400 Bad Request\r\n", "220 ", "\0"})
  void rejectsABannerAtItsFirstByte(String banner) {
    byte[] bytes = banner.getBytes(US_ASCII);

    ProtocolException e =
        assertThrows(
            ProtocolException.class,
            () -> ServerReplyDecoder.decode(Unpooled.wrappedBuffer(bytes, 0, 1)));

    assertEquals(ProtocolException.Kind.NOT_TPKT, e.kind());
    assertEquals(
        String.format("offset 0: 0x%02x is no TPKT version", bytes[0] & 0xff), e.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // TPKT lengths that hold no TPDU, or more than any server needs
    "03000000, offset 2: TPKT length 0",
    "03000004, offset 2: TPKT length 4",
    "03000005, offset 2: TPKT length 5",
    "03000006, offset 2: TPKT length 6",
    "03000201, offset 2: TPKT length 513",
    "0300ffff, offset 2: TPKT length 65535",
    // lengths that contradict each other: the negotiation data is outside, or half inside
    "0300001306d000001234000200080000000000, offset 4: X.224 length 6 in a TPKT packet of 19",
    "0300000b0ed00000123400, offset 4: X.224 length 14 in a TPKT packet of 11",
    "0300000705d000, offset 4: X.224 length 5 in a TPKT packet of 7",
    "0300000702d000, offset 4: X.224 length 2 in a TPKT packet of 7",
    "0300000f0ad00000123400 02000800, offset 11: 4 bytes of negotiation data",
    "030000130ed000001234000200070000000000, offset 13: negotiation length 7",
    "030000130ed000001234000200000800000000, offset 13: negotiation length 2048",
    "030000130ed000001234000100080000000000, offset 11: negotiation type 0x01",
    "030000130ed000001234000400080000000000, offset 11: negotiation type 0x04",
    // other TPDUs of X.224: request, error, expedited data, acknowledgement
    "030000130ee00000000000010008000b000000, "
        + "offset 5: X.224 TPDU 0xe0 instead of a Connection Confirm",
    "0300000b06700000123400, offset 5: X.224 TPDU 0x70 instead of a Connection Confirm",
    "0300000b06100000123400, offset 5: X.224 TPDU 0x10 instead of a Connection Confirm",
    "0300000b06600000123400, offset 5: X.224 TPDU 0x60 instead of a Connection Confirm",
    "0300000b06000000123400, offset 5: X.224 TPDU 0x00 instead of a Connection Confirm",
    "0300000805800000, offset 4: X.224 length 5 in a TPKT packet of 8",
    // data that is no ultimatum
    "0300000902f0807f65, offset 7: X.224 data 0x7f instead of a Connection Confirm",
    "0300000903f0802180, offset 4: X.224 data of length 3 in a TPKT packet of 9",
    "0300000802f08021, offset 4: X.224 data of length 2 in a TPKT packet of 8",
    "0300000702f080, offset 4: X.224 data of length 2 in a TPKT packet of 7",
  })
  void namesOffsetAndValueOfWhatIsMalformed(String digits, String message) {
    byte[] bytes = Captures.hex(digits.replace(" ", ""));

    ProtocolException e = assertThrows(ProtocolException.class, () -> decode(bytes));

    assertEquals(ProtocolException.Kind.MALFORMED, e.kind());
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "030002010e", // too long
        "0300020006d0", // the confirm is shorter than its packet
        "030002000270", // no confirm
        "0300020003f0", // no MCS data
      })
  void doesNotWaitForAPacketThatCannotBecomeAReply(String beginning) {
    assertThrows(ProtocolException.class, () -> decode(Captures.hex(beginning)));
  }

  @Test
  void readsTheLongestConfirm() throws ProtocolException {
    // X.224 allows a length indicator of at most 254.
    ByteBuf in =
        Unpooled.buffer().writeBytes(Captures.hex("030000fffad000001234000200080001000000"));
    in.writeZero(0xff - in.readableBytes());

    assertEquals(selects(SecurityProtocol.SSL, 0), ServerReplyDecoder.decode(in));
    assertEquals(0, in.readableBytes());
  }

  private static ServerReply decode(byte[] bytes) throws ProtocolException {
    return ServerReplyDecoder.decode(Unpooled.wrappedBuffer(bytes));
  }

  private static ServerReply selects(SecurityProtocol protocol, int flags) {
    return new ConnectionConfirm(new Negotiation.Response(protocol, flags));
  }

  private static ServerReply fails(FailureCode code) {
    return new ConnectionConfirm(new Negotiation.Failure(code));
  }
}
