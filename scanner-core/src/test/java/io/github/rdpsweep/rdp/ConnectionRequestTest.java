package io.github.rdpsweep.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.testing.Captures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionRequestTest {

  @Test
  void offersWhatEveryServerUnderstandsByDefault() {
    assertEquals("030000130ee00000000000010008000b000000", encoded(ConnectionRequest.DEFAULT));
  }

  @ParameterizedTest(name = "{0} as in {1}")
  @CsvSource({
    "0x0, negotiate-req-0",
    "0x1, negotiate-req-1",
    "0x2, negotiate-req-2",
    "0x3, negotiate-req-3",
    "0xb, negotiate-req-b",
    "0xc, negotiate-req-c",
    "0x10, negotiate-req-10",
  })
  void encodesEachOfferAsRecorded(String protocols, String capture) {
    SecurityProtocol offer = new SecurityProtocol(Integer.decode(protocols));

    assertEquals(Captures.xrdp(capture).sent(), encoded(new ConnectionRequest(offer)));
  }

  @Test
  void appendsToWhatIsThere() {
    ByteBuf out = Unpooled.buffer().writeByte(0x55);

    ConnectionRequest.DEFAULT.encode(out);

    assertEquals(1 + ConnectionRequest.LENGTH, out.readableBytes());
    assertEquals(0x55, out.getByte(0));
  }

  private static String encoded(ConnectionRequest request) {
    ByteBuf out = Unpooled.buffer();
    request.encode(out);
    return ByteBufUtil.hexDump(out);
  }
}
