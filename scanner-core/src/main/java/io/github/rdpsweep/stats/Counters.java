package io.github.rdpsweep.stats;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A count for each constant of an enum, with one thread that counts and any number that read. A
 * release store publishes a count without the bus lock that an atomic increment takes.
 */
final class Counters<E extends Enum<E>> {

  private final E[] keys;
  private final AtomicLongArray counts;

  Counters(Class<E> type) {
    this.keys = type.getEnumConstants();
    this.counts = new AtomicLongArray(keys.length);
  }

  /** Called by the one thread that counts. */
  @SuppressWarnings("EnumOrdinal") // an index in memory only
  void increment(E key) {
    int index = key.ordinal();
    counts.setRelease(index, counts.getPlain(index) + 1);
  }

  /** Adds the counts to those in a map. */
  @SuppressWarnings("EnumOrdinal")
  void addTo(Map<E, Long> totals) {
    for (E key : keys) {
      totals.merge(key, counts.getAcquire(key.ordinal()), Long::sum);
    }
  }
}
