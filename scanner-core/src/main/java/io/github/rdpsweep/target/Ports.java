package io.github.rdpsweep.target;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The ports of one host: a small sorted set, written {@code 3389,3390-3395}. Immutable. */
public final class Ports {

  /**
   * How many ports a host can have: a sweep keeps those still to be probed in the bits of a long.
   */
  public static final int MAX_COUNT = 64;

  /** No port at all, as for an exclude, which covers whole addresses. */
  public static final Ports NONE = new Ports(new int[0]);

  private static final int MAX_PORT = 65535;

  private final int[] sorted;

  private Ports(int[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The set of some ports.
   *
   * @throws IllegalArgumentException for a port outside 1-65535, or more than {@value #MAX_COUNT}
   */
  public static Ports of(int... ports) {
    int[] sorted = IntStream.of(ports).sorted().distinct().toArray();
    if (sorted.length > 0 && (sorted[0] < 1 || sorted[sorted.length - 1] > MAX_PORT)) {
      throw new IllegalArgumentException(
          "\"" + new Ports(sorted) + "\": port is not in 1-" + MAX_PORT);
    }
    if (sorted.length > MAX_COUNT) {
      throw new IllegalArgumentException(
          "\"" + new Ports(sorted) + "\": more than " + MAX_COUNT + " ports of one host");
    }
    return new Ports(sorted);
  }

  /**
   * Reads ports and ranges of ports, separated by commas.
   *
   * @throws IllegalArgumentException naming text and reason
   */
  public static Ports parse(String text) {
    return parse(new Item("", text), text);
  }

  static Ports parse(Item item, String text) {
    BitSet ports = new BitSet();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = port(item, dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : port(item, part.substring(dash + 1));
      if (last < first) {
        throw item.refuse("port range ends before it starts");
      }
      ports.set(first, last + 1);
    }
    if (ports.cardinality() > MAX_COUNT) {
      throw item.refuse("more than " + MAX_COUNT + " ports of one host");
    }
    return new Ports(ports.stream().toArray());
  }

  private static int port(Item item, String text) {
    int port = item.number(text.strip(), MAX_PORT, "port");
    if (port == 0) {
      throw item.refuse("port 0 cannot be connected to");
    }
    return port;
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  /** How many ports there are. */
  public int count() {
    return sorted.length;
  }

  /** The port at a place in ascending order, 0 to {@link #count()} - 1. */
  public int get(int index) {
    return sorted[index];
  }

  /** Whether a port is among them. */
  public boolean contains(int port) {
    return Arrays.binarySearch(sorted, port) >= 0;
  }

  /** All of them but one. */
  public Ports without(int port) {
    return new Ports(IntStream.of(sorted).filter(other -> other != port).toArray());
  }

  /**
   * The ports of both.
   *
   * @throws IllegalArgumentException if these are more than {@value #MAX_COUNT}
   */
  public Ports union(Ports other) {
    if (equals(other) || other.isEmpty()) {
      return this;
    }
    return of(IntStream.concat(IntStream.of(sorted), IntStream.of(other.sorted)).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ports ports && Arrays.equals(sorted, ports.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  /** The text that {@link #parse} reads, as short as it can be. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < sorted.length; i++) {
      int first = i;
      while (i + 1 < sorted.length && sorted[i + 1] == sorted[i] + 1) {
        i++;
      }
      out.append(out.length() == 0 ? "" : ",").append(sorted[first]);
      if (i > first) {
        out.append('-').append(sorted[i]);
      }
    }
    return out.toString();
  }
}
