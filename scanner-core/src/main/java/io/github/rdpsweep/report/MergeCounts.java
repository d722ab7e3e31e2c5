package io.github.rdpsweep.report;

import java.util.Map;

/**
 * What became of the rows of some files.
 *
 * @param bySite rows that were written, by site
 * @param duplicates rows that were left out, since another row for the same target was preferred
 * @param lostNames rows that were left out, since their name was found in another file
 */
public record MergeCounts(Map<String, Long> bySite, long duplicates, long lostNames) {

  /** All rows that were written. */
  public long written() {
    return bySite.values().stream().mapToLong(Long::longValue).sum();
  }
}
