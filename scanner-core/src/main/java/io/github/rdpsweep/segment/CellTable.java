package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.util.Arrays;

/**
 * Counts of the expected hosts in small blocks of addresses, the finest that findings can tell
 * apart: /28, and /64 of IPv6.
 */
@SuppressWarnings("EnumOrdinal") // constants number columns, which live no longer than a sweep
final class CellTable {

  /*
   * Only blocks with an expected host have a cell, of some 80 bytes. When there are too many (the
   * fleet has millions of hosts by then), blocks become twice as large and cells are merged, so that
   * memory is bounded by the capacity whatever is swept.
   *
   * A cell counts up to 65,535 hosts and then keeps the sample that it has; only an IPv6 block can
   * be that full, and hosts come in random order.
   */

  /** What is counted; failures by what they say of the way to the service. */
  enum Column {
    /** Expected hosts. */
    HOSTS,
    /** Failing with no sign of life: silent, or an ICMP error. */
    SILENT,
    /** Failing with a sign of life, cut off on the way. */
    BLOCKED,
    /** Failing in their RDP service. */
    SERVICE,
    /** Failing to agree on how to talk. */
    COMPATIBILITY,
    /** Failing, and nothing but their own answer shows that they exist. */
    ANSWERED_ONLY,
    /** Failing by INCONSISTENT_FLAGS, which only a device in between should provoke. */
    INCONSISTENT,
    /** Connected, so that packets sent again can be counted. */
    DELIVERED,
    /** Of those, with packets sent again. */
    RESENT
  }

  private static final int CAPACITY = 1 << 18;

  private static final int FIRST_OUTCOME = Column.values().length;
  private static final int STRIDE = FIRST_OUTCOME + Outcome.values().length;

  private static final int IPV4_BITS = 28;
  private static final int IPV6_BITS = 64;

  /** The upper half of a multicast address, which no IPv6 host has. */
  private static final long IPV4_KEY = 0xffff_ffff_0000_0000L;

  private static final long MAPPED = 0xffff_0000_0000L;

  private final int capacity;
  private int coarseness;

  private KeyIndex index = new KeyIndex();
  private char[] counts = new char[STRIDE * 16];

  /** Of each cell the sum of its logarithms, and of their squares. */
  private float[] logs = new float[2 * 16];

  private int[] segments = new int[16];

  CellTable() {
    this(CAPACITY);
  }

  CellTable(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return index.size();
  }

  /**
   * Counts an expected host.
   *
   * @param address the row's
   * @param segment the number of its segment
   * @param logLatency the natural logarithm of its latency, if it has one
   */
  void add(Observation row, IpAddress address, int segment, double logLatency) {
    int cell = cellOf(keyOf(address), segment);
    if (counts[cell * STRIDE] == Character.MAX_VALUE) {
      return;
    }
    increment(cell, Column.HOSTS);
    if (row.isFailure()) {
      increment(cell, columnOf(row));
      counts[cell * STRIDE + FIRST_OUTCOME + row.outcome().ordinal()]++;
      if (row.presence() == Presence.ANSWERED) {
        increment(cell, Column.ANSWERED_ONLY);
      }
      if (row.isInconsistent()) {
        increment(cell, Column.INCONSISTENT);
      }
    }
    if (row.delivery() == Observation.Delivery.UNKNOWN || row.latencyNanos() <= 0) {
      return;
    }
    increment(cell, Column.DELIVERED);
    if (row.delivery() == Observation.Delivery.RESENT) {
      increment(cell, Column.RESENT); // and its latency may hold the wait for the lost packet
    } else {
      float log = (float) logLatency;
      logs[2 * cell] += log;
      logs[2 * cell + 1] += log * log;
    }
  }

  private static Column columnOf(Observation row) {
    return switch (row.cause()) {
      case FIREWALL -> Column.BLOCKED;
      case SERVICE -> Column.SERVICE;
      case COMPATIBILITY -> Column.COMPATIBILITY;
      // Connected, and then nothing: a listener that hangs is the simplest explanation.
      case UNDETERMINED -> row.isFailureAfterConnect() ? Column.SERVICE : Column.SILENT;
      case NETWORK, NONE -> Column.SILENT;
    };
  }

  private void increment(int cell, Column column) {
    counts[cell * STRIDE + column.ordinal()]++;
  }

  private int cellOf(long key, int segment) {
    int size = index.size();
    int cell = index.numberOf(blockOf(key));
    if (cell < size) {
      return cell;
    }
    if (cell == segments.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
      logs = Arrays.copyOf(logs, logs.length * 2);
      segments = Arrays.copyOf(segments, segments.length * 2);
    }
    segments[cell] = segment;
    if (cell < capacity) {
      return cell;
    }
    while (index.size() > capacity / 2 && coarseness < IPV4_BITS) {
      coarsen();
    }
    return index.numberOf(blockOf(key));
  }

  private long blockOf(long key) {
    return key & (-1L << coarseness);
  }

  /* New numbers are given in the order of the old ones, so that a cell never moves up. */
  private void coarsen() {
    coarseness++;
    KeyIndex finer = index;
    index = new KeyIndex();
    for (int from = 0; from < finer.size(); from++) {
      int size = index.size();
      int to = index.numberOf(blockOf(finer.key(from)));
      if (to == size) {
        move(from, to);
      } else {
        merge(from, to);
      }
    }
    Arrays.fill(counts, index.size() * STRIDE, counts.length, (char) 0);
    Arrays.fill(logs, index.size() * 2, logs.length, 0);
  }

  private void move(int from, int to) {
    System.arraycopy(counts, from * STRIDE, counts, to * STRIDE, STRIDE);
    System.arraycopy(logs, from * 2, logs, to * 2, 2);
    segments[to] = segments[from];
  }

  private void merge(int from, int to) {
    for (int i = 0; i < STRIDE; i++) {
      int sum = counts[from * STRIDE + i] + counts[to * STRIDE + i];
      counts[to * STRIDE + i] = (char) Math.min(sum, Character.MAX_VALUE);
    }
    logs[2 * to] += logs[2 * from];
    logs[2 * to + 1] += logs[2 * from + 1];
  }

  /** The number of the segment that the first host of a cell belongs to. */
  int segment(int cell) {
    return segments[cell];
  }

  int count(int cell, Column column) {
    return counts[cell * STRIDE + column.ordinal()];
  }

  /** Failures of a cell that ended in this outcome. */
  int failures(int cell, Outcome outcome) {
    return counts[cell * STRIDE + FIRST_OUTCOME + outcome.ordinal()];
  }

  /** The sum of the logarithms of latencies in nanoseconds, where nothing was sent again. */
  double logSum(int cell) {
    return logs[2 * cell];
  }

  /** The sum of their squares. */
  double logSquares(int cell) {
    return logs[2 * cell + 1];
  }

  /** All cells in the order of their addresses, IPv4 last. */
  int[] sorted() {
    long[] keys = new long[size()];
    for (int cell = 0; cell < keys.length; cell++) {
      keys[cell] = key(cell) + Long.MIN_VALUE; // so that signed numbers sort as unsigned ones do
    }
    Arrays.sort(keys);
    int[] sorted = new int[keys.length];
    for (int place = 0; place < keys.length; place++) {
      sorted[place] = index.numberOf(keys[place] - Long.MIN_VALUE);
    }
    return sorted;
  }

  /** A number in which cells sort like their addresses, IPv4 last. */
  long key(int cell) {
    return index.key(cell);
  }

  /** Whether a key is of an IPv4 cell. */
  static boolean isIpv4(long key) {
    return key >>> 32 == IPV4_KEY >>> 32;
  }

  /** The block that shares the upper bits of its key with these two, of one family. */
  Prefix cover(long firstKey, long lastKey) {
    int differing = Math.max(coarseness, Long.SIZE - Long.numberOfLeadingZeros(firstKey ^ lastKey));
    if (isIpv4(firstKey)) {
      IpAddress address =
          new IpAddress(0, MAPPED | ((firstKey << (32 - IPV4_BITS)) & 0xffff_ffffL));
      return new Prefix(address, IPV4_BITS - differing);
    }
    return new Prefix(new IpAddress(firstKey, 0), IPV6_BITS - differing);
  }

  private static long keyOf(IpAddress address) {
    return address.isIpv4()
        ? IPV4_KEY | ((int) address.low() >>> (32 - IPV4_BITS))
        : address.high();
  }
}
