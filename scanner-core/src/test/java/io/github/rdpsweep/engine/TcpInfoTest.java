package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.probe.PathFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets and states are those of linux/tcp.h and net/tcp_states.h. */
class TcpInfoTest {

  private final ByteBuffer info =
      ByteBuffer.allocate(TcpInfo.LENGTH).order(ByteOrder.nativeOrder());

  @ParameterizedTest(name = "TCP_{1}")
  @CsvSource({
    "1, ESTABLISHED, true",
    "2, SYN_SENT, false",
    "4, FIN_WAIT1, true",
    "7, CLOSE, false",
    "8, CLOSE_WAIT, true"
  })
  void tellsAConnectionFromAnAttempt(int state, String name, boolean connected) {
    info.put(0, (byte) state);

    assertEquals(connected, TcpInfo.isConnected(info), name);
  }

  @Test
  void readsThePath() {
    info.putInt(24, 1).putInt(60, 1_400).putInt(68, 430).putInt(100, 3).putInt(156, 5);

    assertEquals(new PathFacts(430, 3, 1, 5, 1_400), TcpInfo.pathFacts(info));
  }

  @Test
  void takesZeroForNotMeasured() {
    assertEquals(new PathFacts(-1, 0, 0), TcpInfo.pathFacts(info));
  }
}
