package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

  private static final InetAddress LOCAL = Paths.address("192.0.2.1");
  private static final InetAddress REMOTE = Paths.address("192.0.2.9");

  @ParameterizedTest(name = "{1}/{2} from {0}")
  @CsvSource({
    "198.51.100.1, 11, 0, EXPIRED, time exceeded (ICMP 11/0)",
    "198.51.100.1, 11, 1, EXPIRED, time exceeded (ICMP 11/1)",
    "198.51.100.1, 3, 0, REJECTED, network unreachable (ICMP 3/0)",
    "198.51.100.1, 3, 1, REJECTED, host unreachable (ICMP 3/1)",
    "198.51.100.1, 3, 2, REJECTED, protocol unreachable (ICMP 3/2)",
    "192.0.2.9, 3, 3, REJECTED, port unreachable (ICMP 3/3)",
    "198.51.100.1, 3, 9, REJECTED, administratively prohibited (ICMP 3/9)",
    "198.51.100.1, 3, 10, REJECTED, administratively prohibited (ICMP 3/10)",
    "198.51.100.1, 3, 13, REJECTED, administratively prohibited (ICMP 3/13)",
    "198.51.100.1, 3, 5, REJECTED, destination unreachable (ICMP 3/5)",
    "198.51.100.1, 12, 0, REJECTED, another error (ICMP 12/0)",
    "192.0.2.1, 3, 1, NO_NEIGHBOUR, host unreachable (ICMP 3/1)",
    "2001:db8::1, 3, 0, EXPIRED, time exceeded (ICMPv6 3/0)",
    "2001:db8::1, 1, 0, REJECTED, no route (ICMPv6 1/0)",
    "2001:db8::1, 1, 1, REJECTED, administratively prohibited (ICMPv6 1/1)",
    "2001:db8::1, 1, 3, REJECTED, host unreachable (ICMPv6 1/3)",
    "2001:db8::1, 1, 4, REJECTED, port unreachable (ICMPv6 1/4)",
    "2001:db8::1, 1, 6, REJECTED, administratively prohibited (ICMPv6 1/6)",
    "2001:db8::1, 1, 7, REJECTED, destination unreachable (ICMPv6 1/7)",
    "2001:db8::1, 4, 0, REJECTED, another error (ICMPv6 4/0)",
  })
  void namesIcmpErrors(String from, int type, int code, ReplyKind kind, String detail) {
    Reply reply = Reply.icmp(new IcmpError(Paths.address(from), type, code), LOCAL, REMOTE, 7);

    assertEquals(kind, reply.kind());
    assertEquals(detail, reply.detail());
    assertEquals(Paths.address(from), reply.from().orElseThrow());
    assertEquals(7, reply.nanos());
  }

  @Test
  void anErrorFromTheDestinationIsItsOwnEvenWhereThatIsThisMachine() {
    assertEquals(
        ReplyKind.REJECTED, Reply.icmp(new IcmpError(LOCAL, 3, 3), LOCAL, LOCAL, 0).kind());
  }

  /** Numbers of asm-generic/errno.h. */
  @ParameterizedTest(name = "errno {0}")
  @CsvSource({
    "111, REFUSED",
    "113, UNNAMED",
    "101, UNNAMED",
    "112, UNNAMED",
    "64, UNNAMED",
    "13, UNNAMED", // ICMPv6 administratively prohibited
    "110, SILENT",
    "104, ANSWERED", // the handshake was over before the reset came
    "1, NOT_SENT",
    "99, NOT_SENT",
    "105, NOT_SENT",
  })
  void namesErrorsOfTheSocket(int errno, ReplyKind kind) {
    assertEquals(kind, Reply.error(errno, true, 0).kind());
    assertEquals(kind, Reply.error(errno, false, 0).kind());
  }

  @Test
  void aResetIsSureOnlyWhereIcmpErrorsCanBeRead() {
    assertEquals("reset", Reply.error(111, true, 0).detail());
    assertEquals("reset or ICMP port unreachable", Reply.error(111, false, 0).detail());
  }

  @Test
  void whatFailsAtOnceWasNotSent() {
    assertEquals(
        ReplyKind.NOT_SENT, Reply.immediate(new IOException("Network is unreachable")).kind());
    assertEquals(
        ReplyKind.REFUSED, Reply.immediate(new ConnectException("Connection refused")).kind());
  }
}
