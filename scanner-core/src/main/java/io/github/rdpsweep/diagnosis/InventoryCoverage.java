package io.github.rdpsweep.diagnosis;

import io.github.rdpsweep.target.ResolvedTargets;
import java.util.Objects;

/**
 * How much of an inventory a sweep visits: a host of it that no target covers is silently left out
 * of everything else that is told.
 *
 * @param hosts rows of the inventory, of several for one host only the first
 * @param notSwept those that no target covers, or that are excluded
 * @param example the first of these, or empty
 */
public record InventoryCoverage(int hosts, int notSwept, String example) {

  /** No inventory, so that nothing is left out. */
  public static final InventoryCoverage NONE = new InventoryCoverage(0, 0, "");

  public InventoryCoverage {
    Objects.requireNonNull(example);
  }

  /** How much of an inventory these targets cover. */
  public static InventoryCoverage of(Inventory inventory, ResolvedTargets targets) {
    return inventory.coverageBy(targets);
  }
}
