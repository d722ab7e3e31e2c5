package io.github.rdpsweep.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.Exchange.Ending;
import io.github.rdpsweep.engine.Exchange.Piece;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of an exchange, and of which. */
final class ExchangeRecorderTest {

  private static final InetSocketAddress HOST =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 3389);

  private final List<Exchange> taken = new ArrayList<>();
  private final ExchangeRecorder recorder = new ExchangeRecorder(taken::add);

  @Test
  void keepsBytesWithTheirTimesAndLeavesThemToOthers() {
    ByteBuf reply = text("SSH-2.0");
    recorder.begin(HOST, 1_000, 77);
    recorder.connected(ConnectionRequest.DEFAULT, 1_300);
    recorder.received(reply, 1_500);
    recorder.sent(text("x"), 1_600);
    recorder.ended(Ending.CLOSED);
    recorder.finish(Optional.empty(), 1_900);

    assertEquals(7, reply.readableBytes());
    Exchange exchange = taken.get(0);
    assertEquals(77, exchange.startedAtMillis());
    assertEquals(300, exchange.connectedNanos());
    assertEquals(900, exchange.endNanos());
    assertEquals(Ending.CLOSED, exchange.ending());
    List<Piece> pieces = exchange.pieces();
    assertEquals(List.of(300L, 500L, 600L), pieces.stream().map(Piece::nanos).toList());
    assertEquals(List.of(false, true, false), pieces.stream().map(Piece::received).toList());
    assertEquals(ConnectionRequest.LENGTH, pieces.get(0).bytes().length);
    assertArrayEquals("SSH-2.0".getBytes(US_ASCII), pieces.get(1).bytes());
    assertArrayEquals("x".getBytes(US_ASCII), pieces.get(2).bytes());
  }

  @Test
  void theNextExchangeHasNothingOfTheLast() {
    recorder.begin(HOST, 0, 0);
    recorder.connected(ConnectionRequest.DEFAULT, 1);
    recorder.received(text("first"), 2);
    recorder.begin(HOST, 10, 0);
    assertFalse(recorder.isWanted(Outcome.REFUSED), "not connected");
    recorder.received(text("second"), 12); // which proves the connection
    recorder.finish(Optional.empty(), 13);

    assertEquals(1, taken.get(0).pieces().size());
    assertArrayEquals("second".getBytes(US_ASCII), taken.get(0).pieces().get(0).bytes());
    assertEquals(Ending.LEFT, taken.get(0).ending());
  }

  @Test
  void wantsOnlyWhatFailed() {
    recorder.begin(HOST, 0, 0);
    recorder.connected(ConnectionRequest.DEFAULT, 1);

    assertFalse(recorder.isWanted(Outcome.READY));
    assertFalse(recorder.isWanted(Outcome.CANCELLED));
    assertTrue(recorder.isWanted(Outcome.HUNG));
    assertTrue(recorder.isWanted(Outcome.NEGOTIATION_REFUSED));
  }

  @Test
  void aLongExchangeIsCutOff() {
    recorder.begin(HOST, 0, 0);
    for (int i = 0; i < 100; i++) {
      recorder.received(Unpooled.wrappedBuffer(new byte[1_000]), i);
    }
    recorder.finish(Optional.empty(), 100);

    assertEquals(
        ExchangeRecorder.MOST_BYTES,
        taken.get(0).pieces().stream().mapToInt(piece -> piece.bytes().length).sum());
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }
}
