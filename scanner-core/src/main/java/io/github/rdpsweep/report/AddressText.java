package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses as text, and the segments they lie in: dotted quads, and for IPv6 the one canonical
 * form of [RFC 5952], so that the same address is the same text in every file.
 */
final class AddressText {

  private static final int IPV4_SEGMENT_BITS = 24;
  private static final int IPV6_SEGMENT_BITS = 64;
  private static final int GROUPS = 8;

  private AddressText() {}

  /** Appends the address; one of a link with its zone, without which it means nothing. */
  static void appendAddress(InetAddress address, RowText out) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      appendQuad(octets, octets[3], out);
      return;
    }
    appendGroups(octets, GROUPS, out);
    if (address instanceof Inet6Address scoped && scoped.getScopeId() != 0) {
      String text = scoped.getHostAddress();
      out.append(text.substring(text.indexOf('%')).getBytes(UTF_8));
    }
  }

  /** Appends the prefix that results are grouped by where no other was named: /24 or /64. */
  static void appendSegment(InetAddress address, RowText out) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      appendQuad(octets, (byte) 0, out);
      out.append('/').appendNumber(IPV4_SEGMENT_BITS);
    } else {
      appendGroups(octets, IPV6_SEGMENT_BITS / 16, out);
      out.append('/').appendNumber(IPV6_SEGMENT_BITS);
    }
  }

  private static void appendQuad(byte[] octets, byte last, RowText out) {
    out.appendNumber(octets[0] & 0xff).append('.');
    out.appendNumber(octets[1] & 0xff).append('.');
    out.appendNumber(octets[2] & 0xff).append('.');
    out.appendNumber(last & 0xff);
  }

  /** The first groups, the others being zero; the longest run of zeros, from two on, is "::". */
  private static void appendGroups(byte[] octets, int known, RowText out) {
    int runStart = GROUPS;
    int runLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(octets, i, known);
      if (zeros > runLength) {
        runStart = i;
        runLength = zeros;
      }
    }
    for (int i = 0; i < GROUPS; i++) {
      if (i == runStart) {
        out.append(':').append(':');
        i += runLength - 1;
      } else {
        if (i > 0 && i != runStart + runLength) {
          out.append(':');
        }
        out.appendHex(group(octets, i, known));
      }
    }
  }

  private static int zerosFrom(byte[] octets, int start, int known) {
    int end = start;
    while (end < GROUPS && group(octets, end, known) == 0) {
      end++;
    }
    return end - start;
  }

  private static int group(byte[] octets, int index, int known) {
    if (index >= known) {
      return 0;
    }
    return (octets[2 * index] & 0xff) << 8 | (octets[2 * index + 1] & 0xff);
  }
}
