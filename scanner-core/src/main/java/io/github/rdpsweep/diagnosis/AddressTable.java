package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.IpAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Numbers by address. The upper bits of a number may be a part of the key, so that an address has
 * several; of two with the same key the smaller one is kept. For some millions of IPv4 addresses:
 * an entry takes 11 to 16 bytes, and about a hundred at an IPv6 address. Filled by one thread, then
 * read by any.
 */
final class AddressTable {

  /*
   * How this works: address and number make one long, and the longs are a hash table with open
   * addressing. A search among sorted longs would take a third less memory, and ten times as long: it
   * misses the processor's caches at each of its steps, and this is asked for each row of a sweep.
   */

  static final int NOT_FOUND = -1;

  /** No entry, since numbers are not negative. */
  private static final long EMPTY = -1;

  private static final int INITIAL_CAPACITY = 64;

  /** 2^64 divided by the golden ratio: multiplied by it, near keys come to lie far apart. */
  private static final long SCATTER = 0x9e37_79b9_7f4a_7c15L;

  private final long keyMask;
  private long[] ipv4 = emptyEntries(INITIAL_CAPACITY);
  private int ipv4Size;
  private final Map<Ipv6Key, Integer> ipv6 = new HashMap<>();

  /**
   * An empty table.
   *
   * @param valueBits lower bits of a number that are no part of the key: 32 for all
   */
  AddressTable(int valueBits) {
    keyMask = -1L << valueBits;
  }

  /** Adds a number, which must not be negative. */
  void add(IpAddress address, int number) {
    if (!address.isIpv4()) {
      ipv6.merge(new Ipv6Key(address, (int) (number & keyMask)), number, Math::min);
      return;
    }
    add(entry((int) address.low(), number));
    if (ipv4Size > ipv4.length / 4 * 3) {
      grow();
    }
  }

  /** The number at an address whose key is that of another number, or {@link #NOT_FOUND}. */
  int find(InetAddress address, int number) {
    if (address instanceof Inet4Address) {
      if (ipv4Size == 0) {
        return NOT_FOUND;
      }
      long found = ipv4[slotOf(entry(ipv4Bits(address.getAddress()), number))];
      return found == EMPTY ? NOT_FOUND : (int) found;
    }
    if (ipv6.isEmpty()) {
      return NOT_FOUND;
    }
    Ipv6Key key = new Ipv6Key(IpAddress.of(address), (int) (number & keyMask));
    return ipv6.getOrDefault(key, NOT_FOUND);
  }

  /** Hands out all entries, in no order. */
  void forEach(ObjIntConsumer<IpAddress> consumer) {
    for (long entry : ipv4) {
      if (entry != EMPTY) {
        consumer.accept(IpAddress.ofIpv4((int) (entry >>> 32)), (int) entry);
      }
    }
    ipv6.forEach((key, number) -> consumer.accept(key.address(), number));
  }

  private void add(long entry) {
    int slot = slotOf(entry);
    if (ipv4[slot] == EMPTY) {
      ipv4Size++;
      ipv4[slot] = entry;
    } else {
      ipv4[slot] = Math.min(ipv4[slot], entry);
    }
  }

  private void grow() {
    long[] before = ipv4;
    ipv4 = emptyEntries(before.length / 2 * 3);
    ipv4Size = 0;
    for (long entry : before) {
      if (entry != EMPTY) {
        add(entry);
      }
    }
  }

  /** Where the entry with the same key is, or would be. */
  private int slotOf(long entry) {
    long key = entry & keyMask;
    int slot = (int) ((((key * SCATTER) >>> 32) * ipv4.length) >>> 32);
    while (ipv4[slot] != EMPTY && (ipv4[slot] & keyMask) != key) {
      slot = slot + 1 == ipv4.length ? 0 : slot + 1;
    }
    return slot;
  }

  private static long[] emptyEntries(int capacity) {
    long[] entries = new long[capacity];
    Arrays.fill(entries, EMPTY);
    return entries;
  }

  private static long entry(int address, int number) {
    return (long) address << 32 | number;
  }

  private static int ipv4Bits(byte[] octets) {
    return octets[0] << 24
        | (octets[1] & 0xff) << 16
        | (octets[2] & 0xff) << 8
        | (octets[3] & 0xff);
  }

  /**
   * Where a number is kept.
   *
   * @param address an IPv6 address
   * @param numberBits the bits of the number that are a part of the key
   */
  private record Ipv6Key(IpAddress address, int numberBits) {}
}
