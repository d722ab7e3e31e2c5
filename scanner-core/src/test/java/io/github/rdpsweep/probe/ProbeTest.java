package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.Captures;
import io.github.rdpsweep.testing.ManualClock;
import io.github.rdpsweep.testing.SampleResults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

  private static final Target TARGET = SampleResults.target("192.0.2.7", "192.0.2.0/24");
  private static final long MILLI = 1_000_000;

  /** The clock wraps 3 ms later. */
  private static final long START = new ManualClock(Long.MAX_VALUE - 3 * MILLI).nanoTime();

  private static final String HYBRID_CONFIRM = "030000130ed000001234000200080002000000";
  private static final String OLD_CONFIRM = "0300000b06d00000123400";
  private static final String FAILURE_5 = "030000130ed000001234000300080005000000";
  private static final String RDSTLS_CONFIRM = "030000130ed000001234000200080004000000";
  private static final String TWO_SELECTED = "030000130ed000001234000200080003000000";
  private static final String ULTIMATUM = "0300000902f0802180";
  private static final String DISCONNECT_REQUEST = "0300000b06800000123480";

  private final Probe probe = begun(ProbeSettings.NEGOTIATE);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "selects HYBRID, " + HYBRID_CONFIRM + ", READY, ''",
    "no negotiation data, " + OLD_CONFIRM + ", READY, ''",
    "selects RDP, " + Captures.SERVER_2003_CONFIRM + ", READY, ''",
    "selects HYBRID_EX, " + Captures.SERVER_2012_R2_CONFIRM + ", READY, ''",
    "fails, " + FAILURE_5 + ", NEGOTIATION_REFUSED, HYBRID_REQUIRED_BY_SERVER",
    "unasked, " + RDSTLS_CONFIRM + ", NEGOTIATION_REFUSED, 'selected RDSTLS, not offered'",
    "two at once, " + TWO_SELECTED + ", NEGOTIATION_REFUSED, 'selected SSL|HYBRID, not offered'",
    "ultimatum, " + ULTIMATUM + ", DISCONNECTED, 'MCS disconnect, reason 3'",
    "disconnect request, " + DISCONNECT_REQUEST + ", DISCONNECTED, 'X.224 disconnect, reason 128'",
    "confirm and more, " + HYBRID_CONFIRM + "0300000902f0802180, READY, ''",
    "banner, 5353482d322e300d0a, NOT_RDP, '\"SSH-2.0\"'",
    "length too short, 03000004, MALFORMED, 'offset 2: TPKT length 4'",
    "length too long, 0300ffff, MALFORMED, 'offset 2: TPKT length 65535'",
  })
  void judgesTheFirstMessage(String what, String hex, Outcome outcome, String detail) {
    connect();

    assertTrue(receive(hex));

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(outcome, result.outcome());
    assertEquals(Stage.NEGOTIATE, result.stage());
    assertEquals(detail, result.detail());
  }

  @Test
  void keepsWhatTheServerSaid() {
    connect();

    receive(FAILURE_5);

    assertEquals(
        new Negotiation.Failure(FailureCode.HYBRID_REQUIRED_BY_SERVER),
        probe.result(PathFacts.NONE).negotiation());
  }

  static Stream<Arguments> everySplit() {
    return Stream.of(
            HYBRID_CONFIRM, OLD_CONFIRM, FAILURE_5, RDSTLS_CONFIRM, ULTIMATUM, DISCONNECT_REQUEST)
        .flatMap(hex -> IntStream.range(1, hex.length() / 2).mapToObj(at -> Arguments.of(hex, at)));
  }

  @ParameterizedTest(name = "{0} split after byte {1}")
  @MethodSource("everySplit")
  void judgesAReplyInTwoPiecesAsInOne(String hex, int at) {
    connect();
    receive(hex);
    ProbeResult whole = probe.result(PathFacts.NONE);

    begin(probe, ProbeSettings.NEGOTIATE);
    connect();

    assertFalse(receive(hex.substring(0, 2 * at)));
    assertTrue(receive(hex.substring(2 * at)));
    assertEquals(whole, probe.result(PathFacts.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {HYBRID_CONFIRM, OLD_CONFIRM, FAILURE_5, ULTIMATUM, DISCONNECT_REQUEST})
  void judgesAReplyThatComesByteByByte(String hex) {
    connect();

    for (int i = 0; i < hex.length(); i += 2) {
      assertEquals(i + 2 == hex.length(), receive(hex.substring(i, i + 2)));
    }
  }

  @Test
  void waitsOnWhenNothingWasReceivedAfterAll() {
    connect();

    assertFalse(receive(""));
    assertTrue(receive(HYBRID_CONFIRM));

    assertEquals(Outcome.READY, probe.result(PathFacts.NONE).outcome());
  }

  @Test
  void readsNoMoreThanABoundOfAnEndlessReply() {
    connect();
    byte[] announcesTheMost = Captures.hex("0300020002f080");
    assertFalse(probe.received(Unpooled.wrappedBuffer(announcesTheMost), START + MILLI));

    int reads = 0;
    while (!probe.received(Unpooled.wrappedBuffer(new byte[] {0}), START + MILLI)) {
      reads++;
    }

    assertEquals(512 - announcesTheMost.length - 1, reads);
    assertEquals(Outcome.MALFORMED, probe.result(PathFacts.NONE).outcome());
  }

  @Test
  void swallowsAPieceLargerThanAnyReply() {
    connect();
    receive("0300");

    assertTrue(probe.received(Unpooled.wrappedBuffer(new byte[100_000]), START + MILLI));

    assertEquals(Outcome.MALFORMED, probe.result(PathFacts.NONE).outcome());
  }

  @Test
  void takesBytesBeforeTheConnectEventAsProofOfTheConnection() {
    assertTrue(probe.received(bytes(HYBRID_CONFIRM), START + 5 * MILLI));

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(Outcome.READY, result.outcome());
    assertEquals(new Timings(5 * MILLI, 0, 5 * MILLI), result.timings());
    assertTrue(probe.isConnected());
  }

  @Test
  void isReadyOnceConnectedWhereNothingMoreWasAskedFor() {
    Probe shallow = begun(ProbeSettings.CONNECT);

    assertTrue(shallow.connected(START + 2 * MILLI));

    ProbeResult result = shallow.result(PathFacts.NONE);
    assertEquals(Outcome.READY, result.outcome());
    assertEquals(Stage.CONNECT, result.stage());
    assertEquals(new Timings(2 * MILLI, Timings.NOT_MEASURED, 2 * MILLI), result.timings());
    assertSame(Negotiation.UNANSWERED, result.negotiation());
  }

  @Test
  void isReadyAtABannerWhereOnlyTheConnectionWasAskedFor() {
    Probe shallow = begun(ProbeSettings.CONNECT);

    assertTrue(shallow.received(bytes("5353"), START + MILLI));

    assertEquals(Outcome.READY, shallow.result(PathFacts.NONE).outcome());
  }

  @Test
  void isSilentIfTheTimeEndsBeforeAConnection() {
    assertTrue(probe.expired(PathFacts.NONE, START + 1_000 * MILLI));

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(Outcome.SILENT, result.outcome());
    assertEquals(Stage.CONNECT, result.stage());
    assertEquals(
        new Timings(Timings.NOT_MEASURED, Timings.NOT_MEASURED, 1_000 * MILLI), result.timings());
  }

  @ParameterizedTest
  @CsvSource({"-1, HUNG", "0, HUNG", "1, UNACKNOWLEDGED"})
  void tellsAPeerThatThinksFromAPathThatSwallows(int unacknowledged, Outcome outcome) {
    connect();
    PathFacts path = new PathFacts(400, 4, unacknowledged);

    assertTrue(probe.expired(path, START + 3_000 * MILLI));

    ProbeResult result = probe.result(path);
    assertEquals(outcome, result.outcome());
    assertEquals(Stage.NEGOTIATE, result.stage());
    assertEquals(path, result.path());
    assertEquals(Timings.NOT_MEASURED, result.timings().negotiateNanos());
  }

  @Test
  void saysHowMuchOfAReplyCameBeforeTheEnd() {
    connect();
    receive("030000130ed000");
    probe.expired(PathFacts.NONE, START);
    assertEquals("after 7 bytes of a reply", probe.result(PathFacts.NONE).detail());

    begin(probe, ProbeSettings.NEGOTIATE);
    connect();
    receive("0300");
    probe.closed(START);
    assertEquals("after 2 bytes of a reply", probe.result(PathFacts.NONE).detail());

    begin(probe, ProbeSettings.NEGOTIATE);
    connect();
    receive("030000");
    probe.failed(SocketFailure.of(Outcome.RESET, "ECONNRESET"), START);
    assertEquals("ECONNRESET after 3 bytes of a reply", probe.result(PathFacts.NONE).detail());
  }

  @Test
  void forgetsTheBytesOfTheTargetBefore() {
    connect();
    receive("030000130ed000");
    probe.expired(PathFacts.NONE, START);

    begin(probe, ProbeSettings.NEGOTIATE);
    connect();

    assertTrue(receive(OLD_CONFIRM));
    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(Outcome.READY, result.outcome());
    assertSame(Negotiation.ABSENT, result.negotiation());
  }

  @Test
  void forgetsTheAnswerOfTheTargetBefore() {
    connect();
    receive(HYBRID_CONFIRM);

    begin(probe, ProbeSettings.NEGOTIATE);
    probe.expired(PathFacts.NONE, START);

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(Outcome.SILENT, result.outcome());
    assertSame(Negotiation.UNANSWERED, result.negotiation());
    assertEquals(Timings.NOT_MEASURED, result.timings().connectNanos());
    assertEquals(Timings.NOT_MEASURED, result.timings().negotiateNanos());
    assertFalse(probe.isConnected());
  }

  @Test
  void isClosedIfThePeerEndsBeforeAReply() {
    connect();

    assertTrue(probe.closed(START + 2 * MILLI));

    assertEquals(Outcome.CLOSED, probe.result(PathFacts.NONE).outcome());
    assertEquals(Stage.NEGOTIATE, probe.result(PathFacts.NONE).stage());
  }

  static Stream<Arguments> failuresBeforeTheConnection() {
    return Stream.of(
        Arguments.of(SocketFailure.of(Outcome.REFUSED, "r"), Stage.CONNECT, true),
        Arguments.of(SocketFailure.of(Outcome.UNREACHABLE, "u"), Stage.CONNECT, true),
        Arguments.of(SocketFailure.of(Outcome.SILENT, "ETIMEDOUT"), Stage.CONNECT, false),
        Arguments.of(SocketFailure.of(Outcome.RESET, "ECONNRESET"), Stage.NEGOTIATE, false),
        Arguments.of(SocketFailure.of(Outcome.NO_ROUTE, "n"), Stage.BEFORE, false),
        Arguments.of(SocketFailure.own(OwnTrouble.DESCRIPTORS, "EMFILE"), Stage.BEFORE, false));
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeTheConnection")
  void measuresAFailureOnlyWhereSomethingAnsweredTheSyn(
      SocketFailure failure, Stage stage, boolean measured) {
    assertTrue(probe.failed(failure, START + 4 * MILLI));

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(failure.outcome(), result.outcome());
    assertEquals(failure.detail(), result.detail());
    assertEquals(stage, result.stage());
    assertEquals(measured ? 4 * MILLI : Timings.NOT_MEASURED, result.timings().connectNanos());
    assertEquals(4 * MILLI, result.timings().totalNanos());
  }

  @Test
  void keepsTheConnectTimeOfAConnectionThatIsResetLater() {
    connect();

    probe.failed(SocketFailure.of(Outcome.RESET, "ECONNRESET"), START + 9 * MILLI);

    assertEquals(
        new Timings(MILLI, Timings.NOT_MEASURED, 9 * MILLI),
        probe.result(PathFacts.NONE).timings());
  }

  @Test
  void cancelsInTheStageThatWasReached() {
    probe.cancelled(START);
    assertEquals(Outcome.CANCELLED, probe.result(PathFacts.NONE).outcome());
    assertEquals(Stage.CONNECT, probe.result(PathFacts.NONE).stage());

    begin(probe, ProbeSettings.NEGOTIATE);
    connect();
    probe.cancelled(START);
    assertEquals(Stage.NEGOTIATE, probe.result(PathFacts.NONE).stage());
  }

  @Test
  void measuresEachStageAcrossTheClocksWrap() {
    probe.connected(START + 2 * MILLI);

    assertFalse(probe.received(bytes("0300"), START + 5 * MILLI));
    assertTrue(probe.received(bytes(HYBRID_CONFIRM.substring(4)), START + 9 * MILLI));

    assertEquals(
        new Timings(2 * MILLI, 7 * MILLI, 9 * MILLI), probe.result(PathFacts.NONE).timings());
  }

  @Test
  void reportsTargetAttemptAndStart() {
    probe.begin(TARGET, ProbeSettings.NEGOTIATE, 3, START, 1_234);
    connect();
    receive(OLD_CONFIRM);

    ProbeResult result = probe.result(PathFacts.NONE);
    assertEquals(TARGET, result.target());
    assertEquals(3, result.attempts());
    assertEquals(1_234, result.startedAtMillis());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9.6\\r\\nmore | \"SSH-2.0-OpenSSH_9.6\"",
        "HTTP/1.1 400 Bad Request\\nServer: x | \"HTTP/1.1 400 Bad Request\"",
        "\\r\\nlater | \"\"",
        "a\\x00\\x1b[31m\\x7f\\xe9b | \"a..[31m..b\"",
        "say \"hi\" | \"say .hi.\"",
        "=cmd()\\x09x | \"=cmd().x\"",
      })
  void makesAnExcerptOfOtherProtocolsPrintable(String banner, String detail) {
    connect();

    assertTrue(probe.received(Unpooled.wrappedBuffer(unescape(banner)), START));

    assertEquals(Outcome.NOT_RDP, probe.result(PathFacts.NONE).outcome());
    assertEquals(detail, probe.result(PathFacts.NONE).detail());
  }

  @Test
  void cutsALongBanner() {
    connect();

    probe.received(
        Unpooled.wrappedBuffer("x".repeat(2_000).getBytes(StandardCharsets.US_ASCII)), 0);

    assertEquals("\"" + "x".repeat(48) + "\"", probe.result(PathFacts.NONE).detail());
  }

  @Test
  void anyBytesInAnyPiecesEndTheProbeOrWaitWithinTheBound() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      begin(probe, ProbeSettings.NEGOTIATE);
      connect();
      boolean over = false;
      int given = 0;
      while (!over && given < 600) {
        byte[] piece = new byte[1 + random.nextInt(40)];
        random.nextBytes(piece);
        if (given == 0 && random.nextInt(4) != 0) {
          byte[] start = Captures.hex("030000130ed00000123400");
          System.arraycopy(start, 0, piece, 0, Math.min(start.length, piece.length));
        }
        over = probe.received(Unpooled.wrappedBuffer(piece), START);
        given += piece.length;
      }
      assertTrue(over, "seed " + seed + ", round " + round);
      assertEquals(
          Stage.NEGOTIATE,
          probe.result(PathFacts.NONE).stage(),
          "seed " + seed + ", round " + round);
    }
  }

  @Test
  void refusesADepthThatItDoesNotKnow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbeSettings(Stage.DONE, ConnectionRequest.DEFAULT));
  }

  @Test
  void acceptsStandardSecurityWhateverWasOffered() {
    Probe narrow =
        begun(new ProbeSettings(Stage.NEGOTIATE, new ConnectionRequest(SecurityProtocol.HYBRID)));
    narrow.connected(START);

    narrow.received(bytes(Captures.SERVER_2003_CONFIRM), START);

    assertEquals(Outcome.READY, narrow.result(PathFacts.NONE).outcome());
  }

  private static Probe begun(ProbeSettings settings) {
    Probe fresh = new Probe();
    begin(fresh, settings);
    return fresh;
  }

  private static void begin(Probe probe, ProbeSettings settings) {
    probe.begin(TARGET, settings, 1, START, SampleResults.STARTED_AT);
  }

  private void connect() {
    assertFalse(probe.connected(START + MILLI));
  }

  private boolean receive(String hex) {
    return probe.received(bytes(hex), START + 2 * MILLI);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(Captures.hex(hex));
  }

  /** Reads {@code \r}, {@code \n} and {@code \x1b}. */
  private static byte[] unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        plain.append(text.charAt(i));
      } else if (text.charAt(++i) == 'x') {
        plain.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        plain.append(text.charAt(i) == 'r' ? '\r' : '\n');
      }
    }
    return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
