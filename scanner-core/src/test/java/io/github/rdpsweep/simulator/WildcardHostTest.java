package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.simulator.Exchange.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One listener for all addresses. */
final class WildcardHostTest {

  private static final Exchange NLA =
      new Exchange("030000130ed00000123400021f080002000000", End.OPEN);

  @Test
  @EnabledOnOs(OS.LINUX)
  void answersOnEveryLoopbackAddress() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA, 2)) {
      for (int i = 0; i < 4; i++) {
        assertEquals(NLA, seen(host, 9, 8, 7));
        assertEquals(NLA, seen(host, 200, 1, 2));
      }

      assertEquals(8, host.accepted());
    }
  }

  @Test
  void toleratesResetsWithoutAWord() throws IOException {
    PrintStream stderr = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      for (int i = 0; i < 200; i++) {
        try (Socket client = new Socket()) {
          client.setSoLinger(true, 0);
          client.connect(new InetSocketAddress(Loopback.LOCALHOST, host.port()));
          if (i % 2 == 0) {
            client.getOutputStream().write(new byte[] {3, 0, 0, 19});
          }
        }
      }

      assertEquals(NLA, seen(host, 0, 0, 1));
    } finally {
      System.setErr(stderr);
    }
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "SILENT"})
  void refusesBehavioursWithoutAListener(Behaviour behaviour) {
    assertThrows(IllegalArgumentException.class, () -> WildcardHost.start(behaviour));
  }

  private static Exchange seen(WildcardHost host, int x, int y, int z) throws IOException {
    return Exchange.with(new InetSocketAddress(Loopback.address(x, y, z), host.port()), NLA);
  }
}
