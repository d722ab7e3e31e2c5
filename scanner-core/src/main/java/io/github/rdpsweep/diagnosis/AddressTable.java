package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.IpAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Numbers by address, several for one if need be. Eight bytes for each at an IPv4 address, of which
 * there may be some millions, and about a hundred at an IPv6 address. Filled by one thread, then
 * read by any.
 */
final class AddressTable {

  /*
   * How this works: address and number make one long, and the longs are sorted. Addresses are read as
   * signed numbers, in sorting and in searching alike, so their order does not matter.
   */

  static final int NOT_FOUND = -1;

  private static final int INITIAL_CAPACITY = 64;

  private long[] ipv4 = new long[INITIAL_CAPACITY];
  private int ipv4Size;
  private final NavigableSet<Ipv6Entry> ipv6 = new TreeSet<>();

  /** Adds a number, which must not be negative. */
  void add(IpAddress address, int number) {
    if (!address.isIpv4()) {
      ipv6.add(new Ipv6Entry(address, number));
      return;
    }
    if (ipv4Size == ipv4.length) {
      ipv4 = Arrays.copyOf(ipv4, ipv4Size + (ipv4Size >> 1));
    }
    ipv4[ipv4Size++] = entry((int) address.low(), number);
  }

  /** Ends the adding, and begins the finding. */
  void sort() {
    ipv4 = Arrays.copyOf(ipv4, ipv4Size);
    Arrays.sort(ipv4);
  }

  /** The smallest number at an address that is not below another one, or {@link #NOT_FOUND}. */
  int atLeast(InetAddress address, int number) {
    return address instanceof Inet4Address
        ? ipv4AtLeast(address.getAddress(), number)
        : ipv6AtLeast(IpAddress.of(address), number);
  }

  private int ipv4AtLeast(byte[] octets, int number) {
    int address =
        octets[0] << 24 | (octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
    int found = Arrays.binarySearch(ipv4, entry(address, number));
    int next = found >= 0 ? found : -found - 1;
    return next < ipv4.length && (int) (ipv4[next] >> 32) == address ? (int) ipv4[next] : NOT_FOUND;
  }

  private int ipv6AtLeast(IpAddress address, int number) {
    Ipv6Entry next = ipv6.ceiling(new Ipv6Entry(address, number));
    return next != null && next.address().equals(address) ? next.number() : NOT_FOUND;
  }

  private static long entry(int address, int number) {
    return (long) address << 32 | number;
  }

  /** A number at an IPv6 address. */
  private record Ipv6Entry(IpAddress address, int number) implements Comparable<Ipv6Entry> {

    @Override
    public int compareTo(Ipv6Entry other) {
      int byAddress = address.compareTo(other.address);
      return byAddress != 0 ? byAddress : Integer.compare(number, other.number);
    }
  }
}
