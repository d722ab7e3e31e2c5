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
   * Only blocks with an expected host have a cell, of some 140 bytes. When there are too many (the
   * fleet has millions of hosts by then), blocks become twice as large and cells are merged, so that
   * memory is bounded by the capacity whatever is swept.
   *
   * Numbers of a cell lie together, those first in which a host that answers counts: rows come in
   * random order, and each cell has to be fetched from memory. So counts are floats, as the
   * sums beside them are: exact up to 16 million.
   *
   * A cell counts up to 65,535 hosts and then keeps the sample that it has; only an IPv6 block can
   * be that full, and hosts come in random order.
   */

  /** What is counted; failures by what they say of the way to the service. */
  enum Column {
    /** Expected hosts. */
    HOSTS,
    /** Connected, so that packets sent again can be counted. */
    DELIVERED,
    /** The sum of the logarithms of latencies in nanoseconds, where nothing was sent again. */
    LOG_SUM,
    /** The sum of their squares. */
    LOG_SQUARES,
    /** Of those connected, with packets sent again. */
    RESENT,
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
    INCONSISTENT
  }

  private static final int CAPACITY = 1 << 18;

  private static final int MOST_HOSTS = Character.MAX_VALUE;

  private static final int COLUMNS = Column.values().length;
  private static final int OUTCOMES = Outcome.values().length;

  private static final int IPV4_BITS = 28;
  private static final int IPV6_BITS = 64;

  /** The upper half of a multicast address, which no IPv6 host has. */
  private static final long IPV4_KEY = 0xffff_ffff_0000_0000L;

  private static final long MAPPED = 0xffff_0000_0000L;

  private final int capacity;
  private int coarseness;

  private KeyIndex index = new KeyIndex();
  private float[] columns = new float[COLUMNS * 16];
  private char[] outcomes = new char[OUTCOMES * 16];
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
   * @param cell the number of the cell that it lies in
   * @param logLatency the natural logarithm of its latency, if it has one
   */
  void add(int cell, Observation row, double logLatency) {
    if (columns[cell * COLUMNS] >= MOST_HOSTS) {
      return;
    }
    add(cell, Column.HOSTS, 1);
    if (row.isFailure()) {
      add(cell, columnOf(row), 1);
      outcomes[cell * OUTCOMES + row.outcome().ordinal()]++;
      if (row.presence() == Presence.ANSWERED) {
        add(cell, Column.ANSWERED_ONLY, 1);
      }
      if (row.isInconsistent()) {
        add(cell, Column.INCONSISTENT, 1);
      }
    }
    if (row.delivery() == Observation.Delivery.UNKNOWN || row.latencyNanos() <= 0) {
      return;
    }
    add(cell, Column.DELIVERED, 1);
    if (row.delivery() == Observation.Delivery.RESENT) {
      add(cell, Column.RESENT, 1); // and its latency may hold the wait for the lost packet
    } else {
      float log = (float) logLatency;
      add(cell, Column.LOG_SUM, log);
      add(cell, Column.LOG_SQUARES, log * log);
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

  private void add(int cell, Column column, float amount) {
    columns[cell * COLUMNS + column.ordinal()] += amount;
  }

  /**
   * The number of the cell that an address lies in, until the next one is asked for.
   *
   * @param segment the number of its segment
   */
  int cellOf(IpAddress address, int segment) {
    long key = keyOf(address);
    int size = index.size();
    int cell = index.numberOf(blockOf(key));
    if (cell < size) {
      return cell;
    }
    if (cell == segments.length) {
      // One more than the capacity: the one that there is no room for is merged at once.
      growTo(cell < capacity ? Math.min(2 * cell, capacity + 1) : 2 * cell);
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

  private void growTo(int cells) {
    columns = Arrays.copyOf(columns, cells * COLUMNS);
    outcomes = Arrays.copyOf(outcomes, cells * OUTCOMES);
    segments = Arrays.copyOf(segments, cells);
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
    Arrays.fill(columns, index.size() * COLUMNS, columns.length, 0);
    Arrays.fill(outcomes, index.size() * OUTCOMES, outcomes.length, (char) 0);
  }

  private void move(int from, int to) {
    System.arraycopy(columns, from * COLUMNS, columns, to * COLUMNS, COLUMNS);
    System.arraycopy(outcomes, from * OUTCOMES, outcomes, to * OUTCOMES, OUTCOMES);
    segments[to] = segments[from];
  }

  private void merge(int from, int to) {
    for (int i = 0; i < COLUMNS; i++) {
      columns[to * COLUMNS + i] += columns[from * COLUMNS + i];
    }
    for (int i = 0; i < OUTCOMES; i++) {
      int sum = outcomes[from * OUTCOMES + i] + outcomes[to * OUTCOMES + i];
      outcomes[to * OUTCOMES + i] = (char) Math.min(sum, MOST_HOSTS);
    }
  }

  /** The number of the segment that the first host of a cell belongs to. */
  int segment(int cell) {
    return segments[cell];
  }

  int count(int cell, Column column) {
    return (int) columns[cell * COLUMNS + column.ordinal()];
  }

  /** Failures of a cell that ended in this outcome. */
  int failures(int cell, Outcome outcome) {
    return outcomes[cell * OUTCOMES + outcome.ordinal()];
  }

  double sum(int cell, Column column) {
    return columns[cell * COLUMNS + column.ordinal()];
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
