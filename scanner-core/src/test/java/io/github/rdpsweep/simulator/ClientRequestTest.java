package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.rdp.SecurityProtocol;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as clients send them. */
final class ClientRequestTest {

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      textBlock =
          """
          030000130ee00000000000010008000b000000,                      0x0b, no cookie
          0300002924e00000000000{cookie}010008000b000000,              0x0b, cookie
          0300002924e00000000000{cookie},                              0x00, cookie and nothing more
          0300002924e00000000000436f6f6b6965010008000b000000,          0x00, cookie without its end
          0300003732e00000000000010808000b00000006002400{correlation}, 0x0b, correlation data behind
          0300000b06e00000000000,                                      0x00, no negotiation request
          030000130ee00000000000010009000b000000,                      0x00, wrong length
          030000100be00000000000010008000b,                            0x00, cut
          030000130ee000000000000100080000000080,                0x80000000, highest bit
          03000007000000,                                              0x00, no room for X.224
          """)
  void readsRequestedProtocols(String hex, Long protocols, String name) {
    String packet =
        hex.replace("{cookie}", hexOf("Cookie: mstshash=lab\r\n"))
            .replace("{correlation}", "5a".repeat(32));

    SecurityProtocol requested =
        ClientRequest.requestedProtocols(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(packet)));

    assertEquals(new SecurityProtocol(protocols.intValue()), requested, name);
  }

  @Test
  void readsAnyBytesAsSomeRequest() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] packet = new byte[random.nextInt(64)];
      random.nextBytes(packet);
      if (packet.length > 20) {
        packet[11] = (byte) random.nextInt(3);
        packet[13] = (byte) (7 + random.nextInt(3));
        packet[14] = 0;
      }

      SecurityProtocol requested = ClientRequest.requestedProtocols(Unpooled.wrappedBuffer(packet));

      assertTrue(requested.value() == 0 || packet.length >= 19, "seed " + seed);
    }
  }

  private static String hexOf(String ascii) {
    return ByteBufUtil.hexDump(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
