package io.github.rdpsweep.html;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;

/**
 * Where a prefix lies in its block of the map: the /16 around it, or the /48 of IPv6.
 *
 * @param block the block
 * @param offset where it begins in it: in addresses, or /64s of IPv6
 * @param size how much it covers, in the same unit; a power of two
 */
record MapPlace(Prefix block, int offset, int size) {

  private static final int IPV4_BLOCK = 16;
  private static final int IPV6_BLOCK = 48;
  private static final int IPV6_UNIT = 64;

  static MapPlace of(Prefix prefix) {
    IpAddress address = prefix.address();
    boolean ipv4 = address.isIpv4();
    int blockLength = ipv4 ? IPV4_BLOCK : IPV6_BLOCK;
    if (prefix.length() <= blockLength) {
      return new MapPlace(prefix, 0, 1); // a block of its own
    }
    IpAddress first =
        ipv4
            ? IpAddress.ofIpv4((int) address.low() & 0xffff_0000)
            : new IpAddress(address.high() & 0xffff_ffff_ffff_0000L, 0);
    int offset = (int) ((ipv4 ? address.low() : address.high()) & 0xffff);
    int bits = (ipv4 ? Integer.SIZE : IPV6_UNIT) - Math.min(prefix.length(), IPV6_UNIT);
    return new MapPlace(new Prefix(first, blockLength), offset, 1 << bits);
  }
}
