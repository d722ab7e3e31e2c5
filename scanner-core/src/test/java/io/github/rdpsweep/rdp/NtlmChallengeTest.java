package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtlmChallengeTest {

  private static final int TARGET_NAME_FIELDS = 12;
  private static final int FLAGS = 20;
  private static final int TARGET_INFO_FIELDS = 40;
  private static final int TARGET_INFO = 0x44; // where it is in the specification's example

  private static final NtlmChallenge DOMAIN_MEMBER =
      new NtlmChallenge(
          "CORP",
          Optional.of(new NtlmVersion(10, 0, 20348)),
          "WEB01",
          "CORP",
          "web01.corp.example",
          "corp.example",
          "example",
          Optional.of(Instant.parse("2026-01-02T03:04:05.678901200Z")));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "ntlm-spec-v1,     Server,  6.0.6000,   '',     '',     '', '', '', -",
        "ntlm-spec-v2,     Server,  6.0.6000,   Server, Domain, '', '', '', -",
        "ntlm-2003, TESTSERVER, 5.2.3790, TESTSERVER, TESTSERVER, TestServer, TestServer, '', -",
        "ntlm-2019-domain, DOMAIN, 10.0.17763, SERVER2019, DOMAIN, SERVER2019.domain.local,"
            + " domain.local, domain.local, 2020-04-30T19:04:55.627727700Z",
      })
  void readsWhatServersSaid(
      String capture,
      String targetName,
      String version,
      String computer,
      String domain,
      String dnsComputer,
      String dnsDomain,
      String forest,
      String time)
      throws ProtocolException {
    NtlmChallenge challenge = decode(Captures.lastAnswer(capture));

    assertEquals(targetName, challenge.targetName());
    assertEquals(version, challenge.version().map(NtlmVersion::toString).orElse(""));
    assertEquals(computer, challenge.computerName());
    assertEquals(domain, challenge.domain());
    assertEquals(dnsComputer, challenge.dnsComputerName());
    assertEquals(dnsDomain, challenge.dnsDomain());
    assertEquals(forest, challenge.dnsForest());
    assertEquals(Optional.ofNullable(time).map(Instant::parse), challenge.serverTime());
  }

  @Test
  void readsWhatItWrites() throws ProtocolException {
    assertEquals(DOMAIN_MEMBER, decode(encoded(DOMAIN_MEMBER)));
  }

  @Test
  void readsWhatItWritesWhereNothingIsKnown() throws ProtocolException {
    NtlmChallenge silent =
        new NtlmChallenge("", Optional.empty(), "", "", "", "", "", Optional.empty());

    assertEquals(silent, decode(encoded(silent)));
  }

  @Test
  void takesWhatStandsInPlaceOfAVersionForPayloadUnlessTheFlagIsSet() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    Unpooled.wrappedBuffer(message)
        .setIntLE(FLAGS, Unpooled.wrappedBuffer(message).getIntLE(FLAGS) & ~NtlmFlags.VERSION);

    assertEquals(Optional.empty(), decode(message).version());
  }

  @Test
  void takesZerosForNoVersion() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    Unpooled.wrappedBuffer(message).setInt(48, 0);

    assertEquals(Optional.empty(), decode(message).version());
  }

  @Test
  void ignoresTargetInformationUnlessTheFlagIsSet() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    ByteBuf bytes = Unpooled.wrappedBuffer(message);
    bytes.setIntLE(FLAGS, bytes.getIntLE(FLAGS) & ~NtlmFlags.TARGET_INFO);
    bytes.setIntLE(TARGET_INFO_FIELDS + 4, -1);

    assertEquals("", decode(message).computerName());
  }

  @Test
  void readsANameInTheServersOwnCharacterSet() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v1");
    ByteBuf bytes = Unpooled.wrappedBuffer(message);
    bytes.setIntLE(FLAGS, NtlmFlags.OEM);
    bytes.setShortLE(TARGET_NAME_FIELDS, 5);
    bytes.setBytes(0x38, Captures.hex("4d41524b54"));

    assertEquals("MARKT", decode(message).targetName());
  }

  @Test
  void readsPayloadsThatOverlapEachOtherAndTheHeader() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    ByteBuf bytes = Unpooled.wrappedBuffer(message);
    bytes.setIntLE(TARGET_NAME_FIELDS + 4, TARGET_INFO + 4); // inside the target information

    assertEquals("Domain", decode(message).targetName());

    bytes.setIntLE(TARGET_NAME_FIELDS + 4, 0);
    bytes.setShortLE(TARGET_NAME_FIELDS, 8);

    assertEquals(
        new String(Captures.hex("4e544c4d53535000"), UTF_16LE), decode(message).targetName());
  }

  @Test
  void readsAListWithoutAnEnd() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    ByteBuf bytes = Unpooled.wrappedBuffer(message);
    bytes.setShortLE(TARGET_INFO_FIELDS, 0x20);

    assertEquals("Server", decode(message).computerName());
  }

  @Test
  void keepsTheFirstOfTwoNames() throws ProtocolException {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    Unpooled.wrappedBuffer(message).setShortLE(TARGET_INFO, 1);

    assertEquals("Domain", decode(message).computerName());
  }

  @Test
  void cutsANameThatIsTooLongForOne() throws ProtocolException {
    NtlmChallenge boastful =
        new NtlmChallenge(
            "x".repeat(6000), Optional.empty(), "é".repeat(256), "", "", "", "", Optional.empty());

    NtlmChallenge read = decode(encoded(boastful));

    assertEquals("x".repeat(255), read.targetName());
    assertEquals("é".repeat(255), read.computerName());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1601-01-01T00:00:00.000000100Z",
    "116444736000000000, 1970-01-01T00:00:00Z",
    "9223372036854775807, +30828-09-14T02:48:05.477580700Z",
    "-1, +60056-05-28T05:36:10.955161500Z",
  })
  void readsEveryTime(long fileTime, Instant expected) throws ProtocolException {
    byte[] message = encoded(DOMAIN_MEMBER);
    Unpooled.wrappedBuffer(message).setLongLE(message.length - 12, fileTime);

    assertEquals(Optional.of(expected), decode(message).serverTime());
  }

  @Test
  void takesTimeZeroForNoTime() throws ProtocolException {
    byte[] message = encoded(DOMAIN_MEMBER);
    Unpooled.wrappedBuffer(message).setLongLE(message.length - 12, 0);

    assertEquals(Optional.empty(), decode(message).serverTime());
  }

  @ParameterizedTest(name = "{0}: {1} bytes set to {2}")
  @CsvSource({
    // at, bytes, message
    "0, 4d, no NTLM message",
    "8, 01, NTLM message type 1",
    "8, ffffffff, NTLM message type 4294967295",
    "16, 5f000000, NTLM TargetName: 12 bytes at 95 in a message of 104",
    "16, ffffffff, NTLM TargetName: 12 bytes at 4294967295 in a message of 104",
    "12, ffff, NTLM TargetName: 65535 bytes at 56 in a message of 104",
    "44, 00000080, NTLM TargetInfo: 36 bytes at 2147483648 in a message of 104",
    "40, 2500, NTLM TargetInfo: 37 bytes at 68 in a message of 104",
    "12, 0b00, NTLM name of 11 bytes",
    "70, 0d00, NTLM name of 13 bytes",
    "70, ffff, 'NTLM AV_PAIR 2: 65535 bytes, and 32 are left'",
    "86, 1100, 'NTLM AV_PAIR 1: 17 bytes, and 16 are left'",
    "86, 0e00, NTLM AV_PAIR of 2 bytes",
    "68, 0700, NTLM timestamp of 12 bytes",
  })
  void namesWhatIsMalformed(int at, String digits, String text) {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");
    Unpooled.wrappedBuffer(message).setBytes(at, Captures.hex(digits));

    ProtocolException e = assertThrows(ProtocolException.class, () -> decode(message));

    assertEquals(text, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 12, 24, 31})
  void rejectsAMessageWithoutAWholeHeader(int length) {
    byte[] message = Captures.lastAnswer("ntlm-spec-v2");

    assertThrows(
        ProtocolException.class,
        () -> NtlmChallengeCodec.decode(Unpooled.wrappedBuffer(message, 0, length).slice()));
  }

  @ParameterizedTest(name = "received at {0} after {1} ms: {2}")
  @CsvSource({
    "2026-01-02T03:04:05.678901200Z, 0, PT0S",
    "2026-01-02T03:04:05.778901200Z, 200, PT0S",
    "2026-01-02T03:04:05.678901200Z, 200, PT0.1S",
    "2026-01-02T03:14:05.678901200Z, 0, PT-10M",
    "2026-01-01T03:04:05.678901200Z, 3000, PT24H1.5S",
  })
  void takesHalfARoundTripOffTheSkew(Instant receivedAt, int roundTripMillis, Duration skew) {
    assertEquals(
        Optional.of(skew), DOMAIN_MEMBER.clockSkew(receivedAt, Duration.ofMillis(roundTripMillis)));
  }

  private static byte[] encoded(NtlmChallenge challenge) {
    ByteBuf out = Unpooled.buffer();
    challenge.encode(out);
    return ByteBufUtil.getBytes(out);
  }

  private static NtlmChallenge decode(byte[] message) throws ProtocolException {
    return NtlmChallengeCodec.decode(Unpooled.wrappedBuffer(message));
  }
}
