package io.github.rdpsweep.target;

import java.util.List;
import java.util.stream.Stream;

/**
 * A block of addresses that is set aside, as far as a scanner must care. From the registries of
 * special-purpose addresses (RFC 6890) and of multicast (RFC 5771, RFC 4291).
 *
 * @param prefix the addresses
 * @param use what they are for
 */
record SpecialBlock(Prefix prefix, String use) {

  /** Where no host can be: never swept. */
  static final List<SpecialBlock> WITHOUT_HOSTS =
      List.of(
          block("0.0.0.0/8", "this network"),
          block("192.0.2.0/24", "documentation"),
          block("198.51.100.0/24", "documentation"),
          block("203.0.113.0/24", "documentation"),
          block("224.0.0.0/4", "multicast"),
          block("240.0.0.0/4", "reserved and broadcast"),
          block("::/128", "no address"),
          block("100::/64", "discarded"),
          block("2001:db8::/32", "documentation"),
          block("3fff::/20", "documentation"),
          block("ff00::/8", "multicast"));

  /** This machine. */
  static final List<SpecialBlock> LOOPBACK =
      List.of(block("127.0.0.0/8", "loopback"), block("::1/128", "loopback"));

  private static final List<SpecialBlock> INSIDE =
      List.of(
          block("10.0.0.0/8", "private"),
          block("100.64.0.0/10", "carrier's translation"),
          block("169.254.0.0/16", "link-local"),
          block("172.16.0.0/12", "private"),
          block("192.168.0.0/16", "private"),
          block("198.18.0.0/15", "benchmarks"),
          block("fc00::/7", "private"),
          block("fe80::/10", "link-local"));

  /** Addresses that lead to no stranger; all others are public. */
  static final List<SpecialBlock> NOT_PUBLIC =
      Stream.of(WITHOUT_HOSTS, LOOPBACK, INSIDE).flatMap(List::stream).toList();

  private static SpecialBlock block(String prefix, String use) {
    return new SpecialBlock(Prefix.parse(prefix), use);
  }

  /** Whether all of a range is in the block. */
  boolean covers(AddressRange range) {
    AddressRange own = prefix.range();
    return own.contains(range.first()) && own.contains(range.last());
  }

  /** Whether any address of a range is in the block. */
  boolean meets(AddressRange range) {
    AddressRange own = prefix.range();
    return own.contains(range.first()) || range.contains(own.first());
  }

  /** {@code 224.0.0.0/4 (multicast)}. */
  @Override
  public String toString() {
    return prefix + " (" + use + ")";
  }
}
