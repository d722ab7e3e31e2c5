package io.github.rdpsweep.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsRequestDecoderTest {

  private static final NtlmChallenge SERVER_2019 =
      new NtlmChallenge(
          "fv-az41-637",
          Optional.of(new NtlmVersion(10, 0, 17763)),
          "fv-az41-637",
          "fv-az41-637",
          "fv-az41-637",
          "fv-az41-637",
          "",
          Optional.of(Instant.parse("2021-02-15T08:02:38.979329400Z")));

  /** A CHALLENGE_MESSAGE as short as they come: no names, no flags. */
  private static final String SHORT_CHALLENGE =
      "4e544c4d53535000" + "02000000" + "00".repeat(8) + "00000000" + "00".repeat(8);

  @Test
  void sendsWhatClientsSend() {
    ByteBuf out = Unpooled.buffer();

    TsRequest.encodeNegotiate(out);

    assertEquals(
        "3037a003020106a130302e302ca02a0428" // TSRequest, version 6, one token of 40 bytes
            + "4e544c4d53535000" // Signature
            + "01000000" //         MessageType
            + "b78208e2" //         NegotiateFlags: those of Windows clients
            + "0000000000000000" // DomainNameFields
            + "0000000000000000" // WorkstationFields
            + "0a0063450000000f", // Version
        ByteBufUtil.hexDump(out));
  }

  @Test
  void readsAWindowsServersAnswer() throws ProtocolException {
    assertEquals(
        new TsRequest(6, Optional.of(SERVER_2019), NtStatus.SUCCESS),
        decode(Captures.lastAnswer("tsrequest-2019")));
  }

  @Test
  void waitsForEveryByte() throws ProtocolException {
    byte[] bytes = Captures.lastAnswer("tsrequest-2019");

    for (int split = 0; split < bytes.length; split++) {
      ByteBuf in = Unpooled.wrappedBuffer(bytes, 0, split);
      assertNull(TsRequestDecoder.decode(in), "after byte " + split);
      assertEquals(split, in.readableBytes(), "after byte " + split);
    }
  }

  @Test
  void leavesWhatFollowsUnread() throws ProtocolException {
    ByteBuf in = Unpooled.buffer().writeByte(0x55);
    in.writeBytes(Captures.lastAnswer("tsrequest-2019")).writeByte(0x66);
    in.skipBytes(1);

    assertEquals(6, TsRequestDecoder.decode(in).version());
    assertEquals(0x66, in.readByte());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spnego-11", "spnego-samba"})
  void readsTheSameChallengeInsideOfSpnego(String capture) throws ProtocolException {
    byte[] token = Captures.lastAnswer(capture);
    ByteBuf wrapped = Unpooled.wrappedBuffer(token);
    int ntlmAt = ByteBufUtil.hexDump(wrapped).indexOf("4e544c4d53535000") / 2;

    Optional<NtlmChallenge> challenge = decode(withToken(wrapped)).challenge();

    assertEquals(
        decode(withToken(Unpooled.wrappedBuffer(token, ntlmAt, token.length - ntlmAt))).challenge(),
        challenge);
    assertTrue(challenge.isPresent());
  }

  @Test
  void readsSpnegoInsideOfAGssApiToken() throws ProtocolException {
    ByteBuf oid = Unpooled.wrappedBuffer(Captures.hex("06062b0601050502"));
    ByteBuf response = Unpooled.wrappedBuffer(Captures.lastAnswer("spnego-11"));
    ByteBuf token = BerWriter.element(0x60, Unpooled.wrappedBuffer(oid, response));

    assertEquals("AVIVVM", decode(withToken(token)).challenge().orElseThrow().computerName());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    // as Windows writes it, and as a positive number
    "300da003020106a40602 04c000006d, 6, STATUS_LOGON_FAILURE",
    "300ea003020106a407020500c000006d, 6, STATUS_LOGON_FAILURE",
    "300da003020102a406020480090308, 2, SEC_E_INVALID_TOKEN",
    "300da003020103a4060204c00000bb, 3, STATUS_NOT_SUPPORTED",
    "300da003020103a406020412345678, 3, 0x12345678",
    "300aa003020105a403020100, 5, STATUS_SUCCESS",
    // what is not there is no error
    "3005a003020104, 4, STATUS_SUCCESS",
    // fields of versions to come
    "300aa003020107a603020100, 7, STATUS_SUCCESS",
    // an empty list of tokens; SPNEGO that declines
    "3009a003020106a1023000, 6, STATUS_SUCCESS",
    "3018a003020106a111 300f 300d a00b 0409 a107 3005 a0030a0102, 6, STATUS_SUCCESS",
    // lengths longer than need be
    "308400000005a003020106, 6, STATUS_SUCCESS",
    "3006a081030201 06, 6, STATUS_SUCCESS",
    "3008a006020400000006, 6, STATUS_SUCCESS",
  })
  void readsARequestWithoutAChallenge(String digits, int version, String error)
      throws ProtocolException {
    TsRequest request = decode(Captures.hex(digits.replace(" ", "")));

    assertEquals(version, request.version());
    assertEquals(error, request.errorCode().toString());
    assertEquals(Optional.empty(), request.challenge());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "03, offset 0: tag 0x03 instead of 0x30",
    "15, offset 0: tag 0x15 instead of 0x30",
    "1f85, offset 0: a tag of more than two bytes",
    "3080, offset 1: no length",
    "3085, offset 1: a length of 5 bytes",
    "30ff, offset 1: a length of 127 bytes",
    "30830100 00, 'offset 1: length 65536, more than 65536'",
    "3084ffffffff, 'offset 1: length 4294967295, more than 65536'",
    "3000, offset 2: the element ends too early",
    "3002a100, offset 2: tag 0xa1 instead of 0xa0",
    "3002a001, 'offset 3: length 1, and 0 bytes are left'",
    "3002a000, offset 4: the element ends too early",
    "3005a003040106, offset 4: tag 0x04 instead of 0x02",
    "3004a0020200, offset 4: a number of 0 bytes",
    "300aa0080206000000000006, offset 4: a number of 6 bytes",
    "3009a00702050100000006, offset 4: a number of 5 bytes",
    "3006a0030201061f, offset 8: the element ends too early",
    "3007a0030201061f1f, offset 9: the element ends too early",
    "300ba003020106a10430020000, offset 11: tag 0x00 instead of 0x30",
    "3011a003020106a10a 3008 3006 a004 0402 4142, negoToken is neither NTLM nor SPNEGO",
    "300fa003020106a108 3006 3004 a002 0400, negoToken is neither NTLM nor SPNEGO",
    "3017a003020106a110 300e 300c a00a 0408 4e544c4d53535000, NTLM message of 8 bytes",
  })
  void namesOffsetAndValueOfWhatIsMalformed(String digits, String message) {
    ProtocolException e =
        assertThrows(ProtocolException.class, () -> decode(Captures.hex(digits.replace(" ", ""))));

    assertEquals(message, e.getMessage());
  }

  @Test
  void readsTheFirstOfTwoTokens() throws ProtocolException {
    String token = "3024a0220420" + SHORT_CHALLENGE;
    String empty = "3004a0020400";
    String digits = "3037a003020106a130302e" + token + empty + "0500";

    assertTrue(decode(Captures.hex(digits)).challenge().isPresent());
  }

  private static byte[] withToken(ByteBuf token) {
    ByteBuf octets = BerWriter.element(BerReader.OCTET_STRING, token.duplicate());
    ByteBuf list =
        BerWriter.element(BerReader.SEQUENCE, BerWriter.element(BerReader.context(0), octets));
    ByteBuf tokens =
        BerWriter.element(BerReader.context(1), BerWriter.element(BerReader.SEQUENCE, list));
    ByteBuf version = Unpooled.wrappedBuffer(Captures.hex("a003020106"));
    return ByteBufUtil.getBytes(
        BerWriter.element(BerReader.SEQUENCE, Unpooled.wrappedBuffer(version, tokens)));
  }

  private static TsRequest decode(byte[] bytes) throws ProtocolException {
    return TsRequestDecoder.decode(Unpooled.wrappedBuffer(bytes));
  }
}
