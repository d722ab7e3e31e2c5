package io.github.rdpsweep.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a peer sends becomes a message, a wait for more, or a {@link ProtocolException}; each as
 * soon as it can be known, and from the peer's bytes alone.
 */
class ServerReplyDecoderPropertyTest {

  private static final int ROUNDS = 20_000;

  private static final byte[][] SEEDS = {
    Captures.hex(Captures.XP_CONFIRM),
    Captures.hex(Captures.SERVER_2003_FAILURE),
    Captures.hex(Captures.SERVER_2012_R2_CONFIRM),
    Captures.hex(Captures.ULTIMATUM),
    Captures.hex("0300000b06800000123480"),
  };

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20_260_101, -7})
  @DisplayName("random bytes, and real replies with random changes")
  void decodesAnyBytesWithoutSurprise(long seed) {
    Random random = new Random(seed);

    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = random.nextBoolean() ? randomBytes(random) : changedReply(random);
      check(bytes, random.nextInt(bytes.length + 1), "seed " + seed + ", round " + round);
    }
  }

  private static void check(byte[] bytes, int split, String where) {
    String context = where + ": " + ByteBufUtil.hexDump(bytes) + " split at " + split;
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    String whole = verdict(in);

    if (whole.equals("more")) {
      assertEquals(0, in.readerIndex(), context);
    } else if (whole.startsWith("message")) {
      assertEquals(in.getUnsignedShort(2), in.readerIndex(), context);
    }

    // A part of it says the same, or waits.
    String part = verdict(Unpooled.wrappedBuffer(bytes, 0, split));
    assertTrue(part.equals("more") || part.equals(whole), context + ": " + part + ", " + whole);

    // What lies behind the readable bytes is not looked at.
    byte[] poisoned = Arrays.copyOf(bytes, bytes.length + ServerReplyDecoder.MAX_LENGTH);
    Arrays.fill(poisoned, bytes.length, poisoned.length, (byte) 0x08);
    assertEquals(whole, verdict(Unpooled.wrappedBuffer(poisoned, 0, bytes.length)), context);
  }

  private static String verdict(ByteBuf in) {
    try {
      ServerReply reply = ServerReplyDecoder.decode(in);
      return reply == null ? "more" : "message " + reply;
    } catch (ProtocolException e) {
      return e.kind() + " " + e.getMessage();
    }
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    if (bytes.length > 3 && random.nextInt(8) > 0) {
      bytes[0] = 3;
      bytes[2] = 0;
    }
    return bytes;
  }

  private static byte[] changedReply(Random random) {
    byte[] reply = SEEDS[random.nextInt(SEEDS.length)];
    byte[] bytes = Arrays.copyOf(reply, reply.length + random.nextInt(3) * random.nextInt(20));
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
