package io.github.rdpsweep.target;

import java.net.InetAddress;

/**
 * A CIDR block such as {@code 10.20.0.0/16}.
 *
 * @param address its first address; host bits are cleared
 * @param length leading bits that all its addresses share: 0-32, or 0-128 for IPv6
 */
public record Prefix(IpAddress address, int length) {

  private static final int IPV4_SEGMENT = 24;
  private static final int IPV6_SEGMENT = 64;

  /* Read as the upper half of an IPv6 address: a multicast prefix, which no host can have. */
  private static final long IPV4_KEY = 0xffff_ffff_ff00_0000L;

  public Prefix {
    int max = address.isIpv4() ? 32 : 128;
    if (length < 0 || length > max) {
      throw new IllegalArgumentException(
          address + "/" + length + ": prefix length is not in 0-" + max);
    }
    address = address.firstOfBlock(bitsOf(address, length));
  }

  /**
   * Reads {@code 10.20.0.0/16} or {@code 2001:db8::/48}; host bits may be set.
   *
   * @throws IllegalArgumentException naming text and reason
   */
  public static Prefix parse(String text) {
    return AddressSyntax.prefix(new Item("", text), text);
  }

  /** The segment an address belongs to unless segments are named: its /24, or /64 for IPv6. */
  public static Prefix segmentOf(InetAddress address) {
    return segmentOf(IpAddress.of(address));
  }

  /** The same of an address as a number. */
  public static Prefix segmentOf(IpAddress address) {
    return new Prefix(address, address.isIpv4() ? IPV4_SEGMENT : IPV6_SEGMENT);
  }

  /**
   * A number that two addresses share exactly if they share {@link #segmentOf}, for tables on hot
   * paths. No IPv6 host has the key of an IPv4 one. Compiled code allocates nothing for IPv4, and a
   * copy of 16 bytes for IPv6.
   */
  public static long segmentKey(InetAddress address) {
    return segmentKey(IpAddress.of(address));
  }

  /** The same of an address as a number. */
  public static long segmentKey(IpAddress address) {
    return address.isIpv4() ? IPV4_KEY | ((int) address.low() >>> 8) : address.high();
  }

  /** The segment that has a key of {@link #segmentKey}. */
  public static Prefix ofSegmentKey(long key) {
    return key >>> 24 == IPV4_KEY >>> 24
        ? new Prefix(IpAddress.ofIpv4((int) key << 8), IPV4_SEGMENT)
        : new Prefix(new IpAddress(key, 0), IPV6_SEGMENT);
  }

  /** The block of an address's upper {@code bits} of 128, whichever family it then is. */
  static Prefix ofBits(IpAddress address, int bits) {
    IpAddress first = address.firstOfBlock(bits);
    return new Prefix(first, first.isIpv4() ? bits - 96 : bits);
  }

  /** All its addresses. */
  public AddressRange range() {
    return new AddressRange(address, address.lastOfBlock(bitsOf(address, length)));
  }

  private static int bitsOf(IpAddress address, int length) {
    return address.isIpv4() ? 96 + length : length;
  }

  /** {@code 10.20.0.0/16}; IPv6 as in RFC 5952. */
  @Override
  public String toString() {
    return address + "/" + length;
  }
}
