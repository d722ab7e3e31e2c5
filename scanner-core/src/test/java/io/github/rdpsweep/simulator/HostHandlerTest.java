package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in odd shapes, and time, both without sockets. */
final class HostHandlerTest {

  private static final String NLA_REPLY = "030000130ed00000123400021f080002000000";

  @ParameterizedTest(name = "split after byte {0}")
  @MethodSource("everySplit")
  void answersOnceTheRequestIsWhole(int split) {
    EmbeddedChannel host = host(Behaviour.NLA);
    ByteBuf request = Exchange.request();

    host.writeInbound(request.readBytes(split));
    String before = said(host);
    host.writeInbound(request);

    assertEquals("", before);
    assertEquals(NLA_REPLY, said(host));
  }

  static IntStream everySplit() {
    return IntStream.range(1, Exchange.request().readableBytes());
  }

  @Test
  void answersOnlyOnce() {
    EmbeddedChannel host = host(Behaviour.NLA);

    host.writeInbound(Exchange.request(), Exchange.request());
    host.writeInbound(Exchange.request());

    assertEquals(NLA_REPLY, said(host));
    assertTrue(host.isOpen());
  }

  @Test
  void failsWhenTheRequestDoesNotOfferWhatTheServerEnforces() {
    EmbeddedChannel nla = host(Behaviour.NLA_EX);
    EmbeddedChannel tls = host(Behaviour.TLS);
    String onlyTls = "030000130ee000000000000100080001000000";
    String onlyRdp = "0300000b06e00000000000";

    nla.writeInbound(bytes(onlyTls));
    tls.writeInbound(bytes(onlyRdp));

    assertEquals("030000130ed000001234000300080005000000", said(nla));
    assertEquals("030000130ed000001234000300080001000000", said(tls));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "16030102000100", // TLS
        "474554202f20485454", // HTTP
        "0300ffff", // more than any request needs
        "03000006", // less than X.224 needs
      })
  void hangsUpOnWhatIsNoRequest(String nonsense) {
    EmbeddedChannel host = host(Behaviour.NLA);

    host.writeInbound(bytes(nonsense));

    assertEquals("", said(host));
    assertFalse(host.isOpen());
  }

  @ParameterizedTest
  @EnumSource(names = {"NLA", "OLD", "HALF", "HUNG", "SSH", "GARBAGE", "DRIP", "DRIP_FOREVER"})
  void survivesAnyBytesAndReleasesThem(Behaviour behaviour) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      EmbeddedChannel host = host(behaviour);
      byte[] noise = new byte[1 + random.nextInt(600)];
      random.nextBytes(noise);
      if (random.nextBoolean() && noise.length > 4) {
        System.arraycopy(new byte[] {3, 0, 0}, 0, noise, 0, 3); // a short TPKT packet
      }
      ByteBuf bytes = Unpooled.copiedBuffer(noise);

      host.writeInbound(bytes);
      host.checkException();

      assertEquals(0, bytes.refCnt(), "seed " + seed);
      host.finishAndReleaseAll();
    }
  }

  @Test
  void dripsAByteEachTwentyMilliseconds() {
    EmbeddedChannel host = host(Behaviour.DRIP);

    host.writeInbound(Exchange.request());
    StringBuilder reply = new StringBuilder(said(host));
    for (int length = 1; length <= 19; length++) {
      assertEquals(NLA_REPLY.substring(0, 2 * length), reply.toString());
      pass(host, 19);
      assertEquals("", said(host));
      pass(host, 1);
      reply.append(said(host));
    }

    assertEquals(NLA_REPLY, reply.toString());
    assertTrue(host.isOpen());
  }

  @Test
  void delaysForAFifthOfASecond() {
    EmbeddedChannel host = host(Behaviour.DELAY);

    host.writeInbound(Exchange.request());
    pass(host, 199);
    String before = said(host);
    pass(host, 1);

    assertEquals("", before);
    assertEquals(NLA_REPLY, said(host));
  }

  @Test
  void dripsForeverWithoutEverSayingAWholeReplyOrAWrongOne() throws ProtocolException {
    EmbeddedChannel host = host(Behaviour.DRIP_FOREVER);
    ByteBuf reply = Unpooled.buffer();

    host.writeInbound(Exchange.request());
    for (int i = 0; i < 1_000; i++) {
      reply.writeBytes(bytes(said(host)));
      assertNull(ServerReplyDecoder.decode(reply));
      pass(host, 300);
    }

    assertEquals(258, reply.readableBytes());
    assertTrue(host.isOpen());
  }

  @Test
  void stopsDrippingWhenTheClientIsGone() {
    EmbeddedChannel host = host(Behaviour.DRIP_FOREVER);

    host.writeInbound(Exchange.request());
    boolean closed = host.close().isSuccess();
    said(host);
    pass(host, 300);

    assertEquals("", said(host));
    assertTrue(closed);
    assertFalse(host.hasPendingTasks());
  }

  @Test
  void tarpitLetsGoAfterAMinute() {
    EmbeddedChannel host = host(Behaviour.TARPIT);

    pass(host, 59_999);
    boolean openBefore = host.isOpen();
    pass(host, 1);

    assertTrue(openBefore);
    assertFalse(host.isOpen());
  }

  private static EmbeddedChannel host(Behaviour behaviour) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast(new HostHandler(Script.of(behaviour), TlsProfile.of(behaviour)));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private static void pass(EmbeddedChannel channel, long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  /** What came out since the last look, in hexadecimal. */
  private static String said(EmbeddedChannel channel) {
    StringBuilder said = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      said.append(ByteBufUtil.hexDump(out));
      out.release();
    }
    return said.toString();
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }
}
