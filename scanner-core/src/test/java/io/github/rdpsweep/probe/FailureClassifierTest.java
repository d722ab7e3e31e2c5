package io.github.rdpsweep.probe;

import static io.github.rdpsweep.probe.Outcome.NOT_SENT;
import static io.github.rdpsweep.probe.Outcome.NO_ROUTE;
import static io.github.rdpsweep.probe.Outcome.REFUSED;
import static io.github.rdpsweep.probe.Outcome.RESET;
import static io.github.rdpsweep.probe.Outcome.SILENT;
import static io.github.rdpsweep.probe.Outcome.UNACKNOWLEDGED;
import static io.github.rdpsweep.probe.Outcome.UNREACHABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {

  /** The error, and what it means at once, while connecting, and when established. */
  static Stream<Arguments> everyErrorOfAPlatform() {
    return Stream.of(
        // JDK on Linux and macOS: the system's own words
        arguments(new ConnectException("Connection refused"), REFUSED, REFUSED, RESET),
        arguments(new SocketException("Connection reset"), NOT_SENT, RESET, RESET),
        arguments(new IOException("Connection reset by peer"), NOT_SENT, RESET, RESET),
        arguments(new IOException("Broken pipe"), NOT_SENT, RESET, RESET),
        arguments(new IOException("Protocol wrong type for socket"), NOT_SENT, RESET, RESET),
        arguments(new SocketException("Software caused connection abort"), NOT_SENT, RESET, RESET),
        arguments(
            new NoRouteToHostException("No route to host"), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(new IOException("No route to host"), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(
            new SocketException("Network is unreachable"), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(new SocketException("Network is down"), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(new SocketException("Host is down"), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(
            new SocketException("Machine is not on the network"),
            NO_ROUTE,
            UNREACHABLE,
            UNACKNOWLEDGED),
        arguments(
            new SocketException("Protocol not available"), NOT_SENT, UNREACHABLE, UNACKNOWLEDGED),
        arguments(new ConnectException("Connection timed out"), NOT_SENT, SILENT, UNACKNOWLEDGED),
        arguments(new ConnectException("Operation timed out"), NOT_SENT, SILENT, UNACKNOWLEDGED),
        arguments(new SocketException("Too many open files"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(
            new SocketException("Too many open files in system"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(
            new BindException("Cannot assign requested address"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(
            new BindException("Can't assign requested address"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(new BindException("Address already in use"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(new SocketException("No buffer space available"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(new SocketException("Cannot allocate memory"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(new SocketException("Operation not permitted"), NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(new BindException("Permission denied"), NO_ROUTE, UNREACHABLE, NOT_SENT),
        arguments(new SocketException("Invalid argument"), NO_ROUTE, NOT_SENT, NOT_SENT),
        arguments(new SocketException("Protocol family unavailable"), NO_ROUTE, NOT_SENT, NOT_SENT),
        arguments(
            new SocketException("Address family not supported by protocol"),
            NO_ROUTE,
            NOT_SENT,
            NOT_SENT),
        arguments(new UnsupportedAddressTypeException(), NO_ROUTE, NOT_SENT, NOT_SENT),

        // JDK on Windows: the JDK's words, and those of FormatMessage
        arguments(
            new ConnectException("Connection refused: no further information"),
            REFUSED,
            REFUSED,
            RESET),
        arguments(new ConnectException("Connection refused: getsockopt"), REFUSED, REFUSED, RESET),
        arguments(
            new ConnectException("Connection timed out: no further information"),
            NOT_SENT,
            SILENT,
            UNACKNOWLEDGED),
        arguments(
            new NoRouteToHostException("No route to host: no further information"),
            NO_ROUTE,
            UNREACHABLE,
            UNACKNOWLEDGED),
        arguments(
            new SocketException("Network is unreachable: no further information"),
            NO_ROUTE,
            UNREACHABLE,
            UNACKNOWLEDGED),
        arguments(
            new IOException("An existing connection was forcibly closed by the remote host"),
            NOT_SENT,
            RESET,
            RESET),
        arguments(
            new IOException(
                "An established connection was aborted by the software in your host machine"),
            NOT_SENT,
            RESET,
            RESET),
        arguments(
            new SocketException("Software caused connection abort: recv failed"),
            NOT_SENT,
            RESET,
            RESET),
        arguments(
            new SocketException(
                "No buffer space available (maximum connections reached?): connect"),
            NOT_SENT,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new BindException("Cannot assign requested address: connect"),
            NOT_SENT,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new SocketException("Permission denied: no further information"),
            NO_ROUTE,
            UNREACHABLE,
            NOT_SENT),

        // Netty: annotated with the address, native without a type of their own, wrapped
        arguments(
            new ConnectException("Connection refused: /192.0.2.1:3389"), REFUSED, REFUSED, RESET),
        arguments(
            new ConnectException("finishConnect(..) failed with error(-111): Connection refused"),
            REFUSED,
            REFUSED,
            RESET),
        arguments(
            new ConnectException(
                "connect(..) failed with error(-99): Cannot assign requested address: /192.0.2.1:1"),
            NOT_SENT,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new ConnectException("connect(..) failed with error(-22): in any language"),
            NO_ROUTE,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new ConnectException("syscall:getsockopt(..) failed with error(-110): x"),
            NOT_SENT,
            SILENT,
            UNACKNOWLEDGED),
        arguments(new NoRouteToHostException(), NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(
            new NoRouteToHostException("null: /192.0.2.1:3389"),
            NO_ROUTE,
            UNREACHABLE,
            UNACKNOWLEDGED),
        arguments(
            new ChannelException(
                "Failed to open a socket.", new SocketException("Too many open files")),
            NOT_SENT,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new ChannelException(
                new ChannelException(new SocketException("Address family not supported"))),
            NO_ROUTE,
            NOT_SENT,
            NOT_SENT),
        arguments(
            new UncheckedIOException(new IOException("No buffer space available")),
            NOT_SENT,
            NOT_SENT,
            NOT_SENT),

        // What nobody has seen yet is our trouble, or shows that something answered
        arguments(new IOException("what is this?"), NOT_SENT, UNREACHABLE, NOT_SENT),
        arguments(new IOException((String) null), NOT_SENT, UNREACHABLE, NOT_SENT));
  }

  @ParameterizedTest
  @MethodSource("everyErrorOfAPlatform")
  void classifiesByTheMomentOfTheError(
      Throwable error, Outcome atOnce, Outcome connecting, Outcome established) {
    assertEquals(atOnce, FailureClassifier.immediate(error).outcome());
    assertEquals(connecting, FailureClassifier.connecting(error).outcome());
    assertEquals(established, FailureClassifier.established(error).outcome());
  }

  @ParameterizedTest
  @MethodSource("everyErrorOfAPlatform")
  void namesTheTroubleExactlyWhereItIsOurOwn(Throwable error) {
    for (SocketFailure failure :
        new SocketFailure[] {
          FailureClassifier.immediate(error),
          FailureClassifier.connecting(error),
          FailureClassifier.established(error)
        }) {
      assertEquals(failure.outcome() == NOT_SENT, failure.trouble().isPresent(), failure.detail());
      assertTrue(!failure.detail().isBlank());
    }
  }

  /** Numbers of asm-generic/errno.h. */
  static Stream<Arguments> everyLinuxErrno() {
    return Stream.of(
        arguments(1, "EPERM", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(12, "ENOMEM", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(13, "EACCES", NO_ROUTE, UNREACHABLE, NOT_SENT),
        arguments(22, "EINVAL", NO_ROUTE, NOT_SENT, NOT_SENT),
        arguments(23, "ENFILE", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(24, "EMFILE", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(32, "EPIPE", NOT_SENT, RESET, RESET),
        arguments(64, "ENONET", NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(92, "ENOPROTOOPT", NOT_SENT, UNREACHABLE, UNACKNOWLEDGED),
        arguments(97, "EAFNOSUPPORT", NO_ROUTE, NOT_SENT, NOT_SENT),
        arguments(98, "EADDRINUSE", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(99, "EADDRNOTAVAIL", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(100, "ENETDOWN", NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(101, "ENETUNREACH", NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(104, "ECONNRESET", NOT_SENT, RESET, RESET),
        arguments(105, "ENOBUFS", NOT_SENT, NOT_SENT, NOT_SENT),
        arguments(110, "ETIMEDOUT", NOT_SENT, SILENT, UNACKNOWLEDGED),
        arguments(111, "ECONNREFUSED", REFUSED, REFUSED, RESET),
        arguments(112, "EHOSTDOWN", NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED),
        arguments(113, "EHOSTUNREACH", NO_ROUTE, UNREACHABLE, UNACKNOWLEDGED));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("everyLinuxErrno")
  void classifiesNumbersAsTheirNames(
      int errno, String name, Outcome atOnce, Outcome connecting, Outcome established) {
    SocketFailure byNumber = FailureClassifier.connecting(errno);
    assertEquals(connecting, byNumber.outcome());
    assertTrue(byNumber.detail().startsWith(name), byNumber.detail());

    ConnectException unnamed = new ConnectException("x(..) failed with error(-" + errno + "): ?");
    assertEquals(atOnce, FailureClassifier.immediate(unnamed).outcome());
    assertEquals(byNumber, FailureClassifier.connecting(unnamed));
    assertEquals(established, FailureClassifier.established(unnamed).outcome());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("everyLinuxErrno")
  void classifiesNettysNativeExceptionsByTheirNumber(
      int errno, String name, Outcome atOnce, Outcome connecting, Outcome established) {
    assumeTrue(Epoll.isAvailable(), "netty's native exceptions need its native library");
    NativeIoException exception = new NativeIoException("connect", -errno);

    assertEquals(atOnce, FailureClassifier.immediate(exception).outcome());
    assertEquals(connecting, FailureClassifier.connecting(exception).outcome());
    assertEquals(established, FailureClassifier.established(exception).outcome());
    assertTrue(FailureClassifier.established(exception).detail().startsWith(name));
  }

  @ParameterizedTest
  @CsvSource({
    "24, DESCRIPTORS",
    "23, DESCRIPTORS",
    "99, PORTS",
    "98, PORTS",
    "105, BUFFERS",
    "12, BUFFERS",
    "1, DENIED"
  })
  void saysWhatOfOursRanOut(int errno, OwnTrouble trouble) {
    assertEquals(Optional.of(trouble), FailureClassifier.connecting(errno).trouble());
    assertEquals(
        Optional.of(trouble),
        FailureClassifier.immediate(
                new ConnectException("connect(..) failed with error(-" + errno + "): ?"))
            .trouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {71, 133, 4095})
  void keepsANumberThatItDoesNotKnow(int errno) {
    SocketFailure failure = FailureClassifier.connecting(errno);

    assertEquals(UNREACHABLE, failure.outcome());
    assertEquals("errno " + errno, failure.detail());
  }

  @Test
  void keepsTheWordsOfAnErrorThatItDoesNotKnow() {
    assertEquals(
        "java.io.IOException: what is this?",
        FailureClassifier.immediate(new IOException("what is this?")).detail());
  }
}
