package io.github.rdpsweep.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An address as a 128-bit number, for arithmetic and order. IPv4 addresses take the place of their
 * IPv4-mapped form (::ffff:0:0/96), which no IPv6 host uses: the two families share one number line
 * and a mapped address is the IPv4 address it stands for.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

  private static final long MAPPED = 0xffff_0000_0000L;

  static final IpAddress FIRST_IPV4 = new IpAddress(0, MAPPED);
  static final IpAddress LAST_IPV4 = new IpAddress(0, MAPPED | 0xffff_ffffL);

  /** The number of an address; an IPv6 zone is dropped. */
  public static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) { // without a buffer, since each row of a sweep comes by here
      return ofIpv4(
          bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new IpAddress(buffer.getLong(), buffer.getLong());
  }

  /**
   * Reads an address as {@link TargetParser} does, strictly; never a name.
   *
   * @throws IllegalArgumentException naming text and reason
   */
  public static IpAddress parse(String text) {
    return AddressSyntax.address(new Item("", text), text);
  }

  /** The IPv4 address of these 32 bits. */
  public static IpAddress ofIpv4(int address) {
    return new IpAddress(0, MAPPED | Integer.toUnsignedLong(address));
  }

  /** Whether this is an IPv4 address. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == MAPPED >>> 32;
  }

  /** The address for sockets. */
  public InetAddress toInetAddress() {
    int ipv4 = (int) low;
    byte[] bytes = // of IPv4 without a buffer, since each target of a sweep comes by here
        isIpv4()
            ? new byte[] {
              (byte) (ipv4 >>> 24), (byte) (ipv4 >>> 16), (byte) (ipv4 >>> 8), (byte) ipv4
            }
            : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are addresses", e);
    }
  }

  /** The address {@code offset} (unsigned) places further on; wraps behind the last one. */
  IpAddress plus(long offset) {
    long sum = low + offset;
    boolean carry = Long.compareUnsigned(sum, low) < 0;
    return new IpAddress(carry ? high + 1 : high, sum);
  }

  IpAddress next() {
    return plus(1);
  }

  IpAddress previous() {
    return new IpAddress(low == 0 ? high - 1 : high, low - 1);
  }

  /** The first address of the block that shares the upper {@code bits} of 128 with this one. */
  IpAddress firstOfBlock(int bits) {
    return new IpAddress(high & upperBits(bits), low & upperBits(bits - 64));
  }

  /** The last address of the block that shares the upper {@code bits} of 128 with this one. */
  IpAddress lastOfBlock(int bits) {
    return new IpAddress(high | ~upperBits(bits), low | ~upperBits(bits - 64));
  }

  private static long upperBits(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= 64 ? -1L : -1L << (64 - bits);
  }

  /* A record's own equals is linked when it is first called, which takes 20 ms of each start. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && address.high == high && address.low == low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  @Override
  public int compareTo(IpAddress other) {
    return compare(high, low, other.high, other.low);
  }

  static int compare(long highA, long lowA, long highB, long lowB) {
    int byHigh = Long.compareUnsigned(highA, highB);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
  }

  /** Dotted decimal, or the canonical IPv6 text of RFC 5952. */
  @Override
  public String toString() {
    return isIpv4() ? ipv4Text() : ipv6Text();
  }

  private String ipv4Text() {
    int address = (int) low;
    return (address >>> 24)
        + "."
        + ((address >>> 16) & 0xff)
        + "."
        + ((address >>> 8) & 0xff)
        + "."
        + (address & 0xff);
  }

  private String ipv6Text() {
    int gapStart = -1;
    int gapEnd = -1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      // RFC 5952, 4.2: the longest run, the first of equals, and never a single group.
      if (end - start > Math.max(gapEnd - gapStart, 1)) {
        gapStart = start;
        gapEnd = end;
      }
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        out.append("::");
        i = gapEnd - 1;
        continue;
      }
      if (i > 0 && i != gapEnd) {
        out.append(':');
      }
      out.append(Integer.toHexString(group(i)));
    }
    return out.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}
