package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.trace.Conclusion.Ending;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces on loopback, where every host is one hop away; the command line's tests have routers. */
class TracerTest {

  private static final TraceSettings QUICK =
      new TraceSettings(3, 2, Duration.ofMillis(100), Duration.ZERO);

  @BeforeEach
  void needsEpoll() {
    assumeTrue(Epoll.isAvailable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void findsAListenerOneHopAway(String address) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, Paths.address(address))) {
      TracedPath path = trace((InetSocketAddress) listener.getLocalSocketAddress());

      assertEquals(ReplyKind.ANSWERED, path.straight().kind());
      assertEquals(new Conclusion(Ending.ANSWERS, 1, Optional.empty()), Conclusion.of(path));
      assertEquals(2, path.connects());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void findsAClosedPortOneHopAway(String address) throws Exception {
    TracedPath path = trace(closedPort(Paths.address(address)));

    assertEquals(new Conclusion(Ending.REFUSES, 1, Optional.empty()), Conclusion.of(path));
    assertTrue(path.straight().detail().startsWith("reset"), path.toString());
  }

  @Test
  void goesOnWithoutAddressesWhereErrorsCannotBeRead() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, Paths.address("127.0.0.1"));
        Tracer tracer = new Tracer(QUICK, SweepClock.SYSTEM, new NoErrorQueue("luck"))) {
      TracedPath path = get(tracer.trace((InetSocketAddress) listener.getLocalSocketAddress()));

      assertEquals(Ending.ANSWERS, Conclusion.of(path).ending());
      assertEquals("reading who sent an ICMP error takes luck", path.blind());
    }
  }

  @Test
  void tracesOneAfterAnother() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, Paths.address("127.0.0.1"));
        Tracer tracer = new Tracer(QUICK, SweepClock.SYSTEM)) {
      InetSocketAddress open = (InetSocketAddress) listener.getLocalSocketAddress();
      InetSocketAddress closed = closedPort(open.getAddress());

      List<CompletableFuture<TracedPath>> paths =
          List.of(tracer.trace(open), tracer.trace(closed), tracer.trace(open));
      get(paths.get(2));

      assertTrue(paths.stream().allMatch(CompletableFuture::isDone));
      assertEquals(Ending.REFUSES, Conclusion.of(get(paths.get(1))).ending());
      assertEquals(open, get(paths.get(2)).destination());
    }
  }

  /** A multicast address cannot be connected to: the kernel says so at once. */
  @Test
  void tellsWhatCouldNotBeSent() throws Exception {
    TracedPath path = trace(new InetSocketAddress(Paths.address("224.0.0.1"), 3389));

    assertEquals(Ending.NOT_SENT, Conclusion.of(path).ending());
    assertEquals(List.of(), path.hops());
  }

  private static TracedPath trace(InetSocketAddress destination) throws Exception {
    try (Tracer tracer = new Tracer(QUICK, SweepClock.SYSTEM)) {
      return get(tracer.trace(destination));
    }
  }

  private static TracedPath get(CompletableFuture<TracedPath> path) throws Exception {
    return path.get(60, TimeUnit.SECONDS);
  }

  private static InetSocketAddress closedPort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }
}
