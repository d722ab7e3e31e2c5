package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.simulator.Exchange.End;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every behaviour, seen by a plain blocking client. */
@EnabledOnOs(OS.LINUX) // elsewhere not every behaviour can be played
final class BehaviourTest {

  private static final String CONFIRM = "030000130ed00000123400";

  private static SimulatedFleet fleet;
  private static Map<Behaviour, InetSocketAddress> endpoints;

  @BeforeAll
  static void startOneOfEach() throws IOException {
    List<FleetPlan.Host> hosts = new ArrayList<>();
    for (Behaviour behaviour : Behaviour.values()) {
      hosts.add(new FleetPlan.Host(Loopback.address(77, 1, 1 + hosts.size()), behaviour));
    }
    fleet = SimulatedFleet.start(FleetPlan.of(hosts));
    endpoints =
        fleet.hosts().stream()
            .collect(Collectors.toMap(SimulatedHost::behaviour, SimulatedHost::endpoint));
  }

  @AfterAll
  static void stop() throws IOException {
    fleet.close();
  }

  @ParameterizedTest
  @EnumSource
  void doesAsItsNameSays(Behaviour behaviour) throws IOException {
    Exchange expected = expected(behaviour);

    Exchange seen = Exchange.with(endpoint(behaviour), expected);

    if (behaviour == Behaviour.DRIP_FOREVER) { // more may have come, but never all
      assertTrue(seen.reply().startsWith(expected.reply()), seen.reply());
      assertEquals(expected.end(), seen.end());
    } else {
      assertEquals(expected, seen);
    }
    assertEquals(behaviour.outcome(), seen.outcome());
  }

  @Test
  void hungReadsWhateverComesAndTarpitNothing() throws IOException {
    int moreThanBuffersHold = 1 << 24;

    assertEquals(
        moreThanBuffersHold,
        written(Behaviour.HUNG, moreThanBuffersHold, Exchange.PATIENCE_MILLIS));
    assertNotEquals(
        moreThanBuffersHold,
        written(Behaviour.TARPIT, moreThanBuffersHold, Exchange.SILENCE_MILLIS));
  }

  /** How many of so many bytes a host takes, until it takes none for some time. */
  private static int written(Behaviour behaviour, int bytes, int patienceMillis)
      throws IOException {
    int written = 0;
    try (SocketChannel channel = SocketChannel.open(endpoint(behaviour));
        Selector selector = Selector.open()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 16);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 16);
      while (written < bytes && selector.select(key -> {}, patienceMillis) > 0) {
        chunk.clear();
        written += channel.write(chunk.limit(Math.min(chunk.capacity(), bytes - written)));
      }
    }
    return written;
  }

  private static InetSocketAddress endpoint(Behaviour behaviour) {
    return endpoints.get(behaviour);
  }

  private static Exchange expected(Behaviour behaviour) {
    return switch (behaviour.base()) {
      case NLA, DELAY, DRIP -> new Exchange(CONFIRM + "021f080002000000", End.OPEN);
      case NLA_EX -> new Exchange(CONFIRM + "021f080008000000", End.OPEN);
      case TLS -> new Exchange(CONFIRM + "021f080001000000", End.OPEN);
      case RDP -> new Exchange(CONFIRM + "0201080000000000", End.OPEN);
      case OLD -> new Exchange("0300000b06d00000123400", End.OPEN);
      case FAIL_1 -> new Exchange(CONFIRM + "0300080001000000", End.OPEN);
      case FAIL_2 -> new Exchange(CONFIRM + "0300080002000000", End.OPEN);
      case FAIL_3 -> new Exchange(CONFIRM + "0300080003000000", End.OPEN);
      case FAIL_4 -> new Exchange(CONFIRM + "0300080004000000", End.OPEN);
      case FAIL_5 -> new Exchange(CONFIRM + "0300080005000000", End.OPEN);
      case FAIL_6 -> new Exchange(CONFIRM + "0300080006000000", End.OPEN);
      case FAIL_7 -> new Exchange(CONFIRM + "0300080007000000", End.OPEN);
      case FAIL_99 -> new Exchange(CONFIRM + "0300080063000000", End.OPEN);
      case UNASKED -> new Exchange(CONFIRM + "021f080004000000", End.OPEN);
      case DISCONNECT -> new Exchange("0300000902f0802180", End.FIN);
      case REFUSED -> new Exchange("", End.REFUSED);
      case SILENT -> new Exchange("", End.NO_ANSWER_TO_SYN);
      case HUNG, TARPIT -> new Exchange("", End.OPEN);
      case HALF -> new Exchange("0300000b06d000", End.OPEN);
      case DRIP_FOREVER -> new Exchange("0300", End.OPEN);
      case CLOSE, CLOSECR -> new Exchange("", End.FIN);
      case HALFCLOSE -> new Exchange("0300000b06d000", End.FIN);
      case RESET, RESETCR -> new Exchange("", End.RST);
      case SSH -> new Exchange(hex("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"), End.OPEN);
      case HTTP ->
          new Exchange(hex("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"), End.FIN);
      case GARBAGE -> new Exchange("c8c9cacbcccdcecf", End.OPEN);
      case MALFORMED -> new Exchange(CONFIRM + "0900080000000000", End.OPEN);
      case MALFORMED_LENGTH -> new Exchange("0300000601d0", End.OPEN);
      case MALFORMED_TPDU -> new Exchange("0300000b0670000000c100", End.OPEN);
      default -> throw new AssertionError(behaviour);
    };
  }

  private static String hex(String ascii) {
    return ByteBufUtil.hexDump(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
