package io.github.rdpsweep.target;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the prefix that an address belongs to, among prefixes that may lie within each other: the
 * longest one wins, as in a routing table. Immutable.
 */
public final class PrefixMap {

  /*
   * How this works: nested prefixes are flattened into the stretches of the number line that one
   * prefix owns, so that a look-up is one binary search for the last stretch that starts at or
   * before the address. n prefixes make at most 2n + 1 stretches of 20 bytes each. The families are
   * kept apart, because ::/0 covers the numbers of IPv4 addresses and not the addresses.
   */

  /** What {@link #indexOf} says of an address in none of the prefixes. */
  public static final int NONE = -1;

  private final Stretches ipv4;
  private final Stretches ipv6;

  private PrefixMap(Stretches ipv4, Stretches ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /**
   * A map of prefixes to their places in a list.
   *
   * @throws IllegalArgumentException naming a prefix that is listed twice
   */
  public static PrefixMap of(List<Prefix> prefixes) {
    return new PrefixMap(Stretches.of(prefixes, true), Stretches.of(prefixes, false));
  }

  /** The place of the longest prefix that holds an address, or {@link #NONE}. */
  public int indexOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return ipv4.owner(0, IpAddress.ofIpv4(ByteBuffer.wrap(bytes).getInt()).low());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return ipv6.owner(buffer.getLong(), buffer.getLong());
  }

  /** The number line of one family, cut into stretches that have one owner each. */
  private static final class Stretches {

    private final long[] startHigh;
    private final long[] startLow;
    private final int[] owners;
    private int size;

    private Stretches(int capacity) {
      startHigh = new long[capacity];
      startLow = new long[capacity];
      owners = new int[capacity];
    }

    static Stretches of(List<Prefix> prefixes, boolean ofIpv4) {
      int[] order = outermostFirst(prefixes, ofIpv4);
      Stretches stretches = new Stretches(2 * order.length + 1);
      stretches.begin(new IpAddress(0, 0), NONE);
      Deque<Integer> open = new ArrayDeque<>();
      for (int index : order) {
        Prefix prefix = prefixes.get(index);
        while (!open.isEmpty() && endsBefore(prefixes.get(open.peek()), prefix)) {
          stretches.close(open, prefixes);
        }
        if (!open.isEmpty() && prefixes.get(open.peek()).equals(prefix)) {
          throw new IllegalArgumentException("\"" + prefix + "\": listed twice");
        }
        stretches.begin(prefix.address(), index);
        open.push(index);
      }
      while (!open.isEmpty()) {
        stretches.close(open, prefixes);
      }
      return stretches;
    }

    private static int[] outermostFirst(List<Prefix> prefixes, boolean ofIpv4) {
      return IntStream.range(0, prefixes.size())
          .filter(i -> prefixes.get(i).address().isIpv4() == ofIpv4)
          .boxed()
          .sorted(
              Comparator.comparing((Integer i) -> prefixes.get(i).address())
                  .thenComparing(i -> prefixes.get(i).length()))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private static boolean endsBefore(Prefix prefix, Prefix other) {
      return prefix.range().last().compareTo(other.address()) < 0;
    }

    /** Ends the innermost open prefix; what is around it goes on. */
    private void close(Deque<Integer> open, List<Prefix> prefixes) {
      IpAddress last = prefixes.get(open.pop()).range().last();
      IpAddress next = last.next();
      boolean isEndOfLine = next.compareTo(last) < 0;
      if (!isEndOfLine) {
        begin(next, open.isEmpty() ? NONE : open.peek());
      }
    }

    private void begin(IpAddress start, int owner) {
      boolean replaces =
          size > 0 && startHigh[size - 1] == start.high() && startLow[size - 1] == start.low();
      int at = replaces ? size - 1 : size++;
      startHigh[at] = start.high();
      startLow[at] = start.low();
      owners[at] = owner;
    }

    int owner(long high, long low) {
      int from = 0;
      int to = size - 1;
      while (from < to) {
        int middle = (from + to + 1) >>> 1;
        if (IpAddress.compare(startHigh[middle], startLow[middle], high, low) <= 0) {
          from = middle;
        } else {
          to = middle - 1;
        }
      }
      return owners[from];
    }
  }
}
