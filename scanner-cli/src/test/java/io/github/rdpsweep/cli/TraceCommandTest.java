package io.github.rdpsweep.cli;

import static io.github.rdpsweep.cli.Invocation.rdpsweep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command on loopback, one hop away; {@code TraceIT} has routers. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TraceCommandTest {

  @Test
  void printsHopsAndConclusionAsData() throws IOException {
    try (ServerSocket listener = listener()) {
      String endpoint = "127.0.0.1:" + listener.getLocalPort();

      Invocation trace = rdpsweep("trace", endpoint);

      assertEquals(0, trace.exitCode());
      assertEquals("tracing 127.0.0.1 port " + listener.getLocalPort() + " ...\n", trace.err());
      assertEquals(
          List.of(
              "127.0.0.1 port " + listener.getLocalPort() + " (2 connects)",
              " hop  from                    ms  answer",
              " all  127.0.0.1        SYN-ACK",
              "   1  127.0.0.1        SYN-ACK",
              "",
              "Port " + listener.getLocalPort() + " of 127.0.0.1 answers 1 hop away.",
              "Next: TCP gets through: see how far RDP does (rdpsweep scan " + endpoint + ")."),
          trace.out().replaceAll(" +\\d+\\.\\d{3}  ", "        ").lines().toList());
    }
  }

  @Test
  void comparesTwoPortsOfOneHost() throws IOException {
    try (ServerSocket listener = listener()) {
      Invocation trace =
          rdpsweep(
              "trace",
              "127.0.0.1:" + closedPort(),
              "--compare",
              "127.0.0.1:" + listener.getLocalPort());

      assertEquals(0, trace.exitCode());
      String text = trace.out().replaceAll("\\s+", " ");
      assertTrue(text.contains("comes back 1 hop away: consistent with the host itself"), text);
      assertTrue(
          text.contains(
              "Port " + listener.getLocalPort() + " of the same host answers 1 hop away."),
          text);
    }
  }

  @Test
  void takesNames() throws IOException {
    try (ServerSocket listener = listener()) {
      Invocation trace = rdpsweep("trace", "localhost:" + listener.getLocalPort());

      assertEquals(0, trace.exitCode(), trace.err());
      assertTrue(trace.out().contains(" port " + listener.getLocalPort()), trace.out());
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = listener()) {
      return socket.getLocalPort();
    }
  }
}
