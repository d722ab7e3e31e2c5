package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import java.util.Arrays;

/**
 * IPv4 addresses with a port and a number of 16 bits each, in their order: eight bytes an entry,
 * and half as much again while it is filled. For the tens of millions of rows that sweeps of a /8
 * have.
 */
public final class PackedEndpoints {

  /*
   * How this works: address, port and number make one long, so that sorting longs sorts entries.
   * The sign bit is turned over, for 10.0.0.1 comes before 192.0.2.1.
   */

  private static final int INITIAL_CAPACITY = 1 << 10;
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int PORT_BITS = 16;
  private static final int NUMBER_BITS = 16;

  private long[] entries = new long[INITIAL_CAPACITY];
  private int size;

  /**
   * Adds an entry behind the last one.
   *
   * @param address an IPv4 address
   * @param number 0 to 65,535
   */
  public void add(IpAddress address, int port, int number) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size + size / 2);
    }
    entries[size++] = entry(address, port, number);
  }

  private static long entry(IpAddress address, int port, int number) {
    long endpoint = address.low() << PORT_BITS | port;
    return (endpoint << NUMBER_BITS | number) ^ Long.MIN_VALUE;
  }

  /** Puts the entries in the order of address, port and number. */
  public void sort() {
    Arrays.sort(entries, 0, size);
  }

  /** Keeps one of each entries that are equal, and nothing of the others; after {@link #sort}. */
  public void keepDuplicates() {
    int kept = 0;
    for (int i = 1; i < size; i++) {
      boolean isRepeated = entries[i] == entries[i - 1];
      if (isRepeated && (kept == 0 || entries[kept - 1] != entries[i])) {
        entries[kept++] = entries[i];
      }
    }
    size = kept;
    entries = Arrays.copyOf(entries, Math.max(1, size));
  }

  /** The place of an entry, or a negative number if there is none like it; after {@link #sort}. */
  public int indexOf(IpAddress address, int port, int number) {
    return Arrays.binarySearch(entries, 0, size, entry(address, port, number));
  }

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** The address of the entry at a place. */
  public IpAddress address(int place) {
    return new IpAddress(0, MAPPED | bits(place) >>> (PORT_BITS + NUMBER_BITS));
  }

  /** The port of the entry at a place. */
  public int port(int place) {
    return (int) (bits(place) >>> NUMBER_BITS) & 0xffff;
  }

  /** The number of the entry at a place. */
  public int number(int place) {
    return (int) bits(place) & 0xffff;
  }

  private long bits(int place) {
    return entries[place] ^ Long.MIN_VALUE;
  }
}
