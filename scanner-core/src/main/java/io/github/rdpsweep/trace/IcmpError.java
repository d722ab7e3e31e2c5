package io.github.rdpsweep.trace;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * An ICMP or ICMPv6 error about a packet of ours.
 *
 * @param from who sent it
 * @param type the message's type, RFC 792 and RFC 4443
 * @param code the message's code
 */
record IcmpError(InetAddress from, int type, int code) {

  private static final int TIME_EXCEEDED = 11;
  private static final int UNREACHABLE = 3;

  private static final int TIME_EXCEEDED_6 = 3;
  private static final int UNREACHABLE_6 = 1;

  /** Whether the packet had used up its hops, which is what a trace wants to hear. */
  boolean isTimeExceeded() {
    return type == (isIpv6() ? TIME_EXCEEDED_6 : TIME_EXCEEDED);
  }

  /** What it says, and the numbers it says it with. */
  String text() {
    return words() + " (ICMP" + (isIpv6() ? "v6 " : " ") + type + "/" + code + ")";
  }

  private String words() {
    if (isTimeExceeded()) {
      return "time exceeded";
    }
    if (isIpv6()) {
      return type == UNREACHABLE_6 ? unreachableIpv6() : "another error";
    }
    return type == UNREACHABLE ? unreachable() : "another error";
  }

  private String unreachable() {
    return switch (code) {
      case 0, 6, 11 -> "network unreachable";
      case 1, 7, 8, 12 -> "host unreachable";
      case 2 -> "protocol unreachable";
      case 3 -> "port unreachable";
      case 9, 10, 13, 14, 15 -> "administratively prohibited";
      default -> "destination unreachable";
    };
  }

  private String unreachableIpv6() {
    return switch (code) {
      case 0 -> "no route";
      case 1, 5, 6 -> "administratively prohibited";
      case 3 -> "host unreachable";
      case 4 -> "port unreachable";
      default -> "destination unreachable";
    };
  }

  private boolean isIpv6() {
    return from instanceof Inet6Address;
  }
}
