package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loopback sends ICMP errors too: to who writes a datagram to a port where nobody listens. */
@EnabledOnOs(OS.LINUX)
class ErrorQueueTest {

  private static final int PORT_UNREACHABLE = 3;
  private static final int PORT_UNREACHABLE_6 = 4;

  static Stream<Arguments> queues() {
    Supplier<Optional<ErrorQueue>> foreign = ForeignErrorQueue::open;
    Supplier<Optional<ErrorQueue>> ring = RingErrorQueue::open;
    return Stream.of("127.0.0.1", "::1")
        .flatMap(
            address ->
                Stream.of(Named.of("foreign functions", foreign), Named.of("io_uring", ring))
                    .map(queue -> Arguments.of(queue, address)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("queues")
  void readsWhoSentAnError(Supplier<Optional<ErrorQueue>> opened, String text) throws Exception {
    assumeTrue(Epoll.isAvailable());
    Optional<ErrorQueue> found = opened.get();
    assumeTrue(found.isPresent(), "not on this JDK, or not on this machine");
    InetAddress address = Paths.address(text);
    boolean ipv6 = text.indexOf(':') >= 0;
    try (ErrorQueue queue = found.get()) {
      LinuxSocket socket = LinuxSocket.newSocketDgram(ipv6);
      try {
        socket.setIntOpt(ipv6 ? 41 : 0, ipv6 ? 25 : 11, 1); // IPV6_RECVERR, IP_RECVERR
        assertEquals(Optional.empty(), queue.next(socket).get());

        socket.connect(new InetSocketAddress(address, unusedPort(address)));
        ByteBuffer datagram = ByteBuffer.allocateDirect(1);
        socket.send(datagram, 0, 1);

        int type = ipv6 ? 1 : 3;
        int code = ipv6 ? PORT_UNREACHABLE_6 : PORT_UNREACHABLE;
        assertEquals(Optional.of(new IcmpError(address, type, code)), queue.next(socket).get());
        assertEquals(Optional.empty(), queue.next(socket).get());
      } finally {
        socket.close();
      }
    }
  }

  @Test
  void foreignFunctionsAreThereFromJdk22On() {
    assertEquals(Runtime.version().feature() >= 22, ForeignErrorQueue.open().isPresent());
  }

  @Test
  void saysWhatItWouldTake() throws Exception {
    try (ErrorQueue none = new NoErrorQueue("Java 22 or later or io_uring")) {
      assertFalse(none.blindness().isEmpty());
    }
  }

  private static int unusedPort(InetAddress address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, address)) {
      return socket.getLocalPort();
    }
  }
}
