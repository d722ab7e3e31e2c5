package io.github.rdpsweep.stats;

import java.util.List;

/**
 * How often the scanner's own side of the network failed, and what came of it.
 *
 * @param outages each of them, in their order
 * @param doubted targets that were probed again, since they were probed while it failed
 */
public record OutageCounts(List<Outage> outages, long doubted) {

  public OutageCounts {
    outages = List.copyOf(outages);
  }

  /** Whether it is failing now. */
  public boolean isDown() {
    return !outages.isEmpty() && outages.get(outages.size() - 1).isOpen();
  }
}
