package io.github.rdpsweep.report;

import io.github.rdpsweep.compare.PackedEndpoints;
import io.github.rdpsweep.compare.Sighting;
import io.github.rdpsweep.target.IpAddress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the rows that are preferred where several are for the same target: the one that got an
 * answer, then the one that started last, then the one of the last file. Sees all rows three times.
 */
final class PreferredRows {

  /*
   * How this works: first all targets are noted, eight bytes for each of IPv4, and those that occur
   * once are dropped. Then the worth of the best row of each remaining one is kept, in a long whose
   * upper bits are what counts first. In the end a row is written if it is worth that much, and the
   * first of its like.
   */

  private static final int FILE_BITS = 16;
  private static final int MILLIS_BITS = 44; // to the year 2527

  private final MergeRule rule;
  private final Map<String, Integer> sites = new HashMap<>();

  private final PackedEndpoints ipv4 = new PackedEndpoints();
  private final Set<Key> otherTargets = new HashSet<>();
  private final Map<Key, Integer> otherPlaces = new HashMap<>();
  private final Set<Key> lostNames = new HashSet<>();
  private final Set<Key> foundNames = new HashSet<>();

  private long[] best = {};
  private final BitSet written = new BitSet();

  PreferredRows(MergeRule rule) {
    this.rule = rule;
  }

  /** Takes note of a row's target: the first time. */
  void note(MergeRow row) {
    int site = siteOf(row);
    if (row.hasAddress() && row.address().isIpv4()) {
      ipv4.add(row.address(), row.port(), site);
      return;
    }
    Key key = row.hasAddress() ? new Key(row.address(), "", row.port(), site) : lost(row, site);
    if (!otherTargets.add(key)) {
      otherPlaces.putIfAbsent(key, otherPlaces.size());
    }
    if (!row.hasAddress()) {
      lostNames.add(key);
    }
  }

  /** Ends the first time; whether there is a second, and anything to decide. */
  boolean settle() {
    ipv4.sort();
    ipv4.keepDuplicates();
    otherTargets.clear();
    best = new long[ipv4.size() + otherPlaces.size()];
    Arrays.fill(best, -1);
    return best.length > 0 || !lostNames.isEmpty();
  }

  /** Lets a row compete: the second time. */
  void compete(MergeRow row, int file) {
    int site = siteOf(row);
    int place = placeOf(row, site);
    if (place >= 0) {
      best[place] = Math.max(best[place], worth(row, file));
    }
    if (!lostNames.isEmpty() && row.hasAddress()) {
      for (String name : row.names()) {
        Key key = lost(name, row.port(), site);
        if (lostNames.contains(key)) {
          foundNames.add(key);
        }
      }
    }
  }

  /** Whether a row is the preferred one for its target: the third time. */
  boolean isPreferred(MergeRow row, int file) {
    int place = placeOf(row, siteOf(row));
    if (place < 0) {
      return true;
    }
    if (worth(row, file) < best[place] || written.get(place)) {
      return false;
    }
    written.set(place);
    return true;
  }

  /** Whether a row is of a name that was not found, while another row has its address. */
  boolean isFoundElsewhere(MergeRow row) {
    return !row.hasAddress()
        && !foundNames.isEmpty()
        && foundNames.contains(lost(row, siteOf(row)));
  }

  private int placeOf(MergeRow row, int site) {
    if (row.hasAddress() && row.address().isIpv4()) {
      return ipv4.size() == 0 ? -1 : ipv4.indexOf(row.address(), row.port(), site);
    }
    if (otherPlaces.isEmpty()) {
      return -1;
    }
    Key key = row.hasAddress() ? new Key(row.address(), "", row.port(), site) : lost(row, site);
    Integer place = otherPlaces.get(key);
    return place == null ? -1 : ipv4.size() + place;
  }

  private static long worth(MergeRow row, int file) {
    long millis = Math.min(row.startedAtMillis(), (1L << MILLIS_BITS) - 1);
    return ((long) row.weight() << MILLIS_BITS | millis) << FILE_BITS | file;
  }

  private static Key lost(MergeRow row, int site) {
    return lost(row.lostName(), row.port(), site);
  }

  private static Key lost(String name, int port, int site) {
    return new Key(Sighting.NO_ADDRESS, name.toLowerCase(Locale.ROOT), port, site);
  }

  /** A number of 16 bits, the same for all sites where they do not matter. */
  private int siteOf(MergeRow row) {
    if (rule == MergeRule.ONE_FOR_EACH_TARGET) {
      return 0;
    }
    int number = sites.computeIfAbsent(row.site(), any -> sites.size());
    if (number >= 1 << 16) {
      throw new IllegalArgumentException("more than 65,536 sites");
    }
    return number;
  }

  /** A target that is no IPv4 address. */
  private record Key(IpAddress address, String name, int port, int site) {}
}
