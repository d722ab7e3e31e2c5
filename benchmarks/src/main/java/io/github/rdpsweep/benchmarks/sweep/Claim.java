package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.segment.Finding;

/**
 * A prefix that a rule claims to be faulty.
 *
 * @param block the prefix
 * @param kind in what it is said to stand out
 * @param cause what is said to be wrong
 */
record Claim(Block block, Finding.Kind kind, Cause cause) {

  /** Whether it names a fault: its cause, and its prefix exactly or within one bit. */
  boolean names(Fault fault) {
    return isOfKind(fault)
        && Math.abs(block.length() - fault.block().length()) <= 1
        && block.overlaps(fault.block());
  }

  /** The same, where prefixes that hold the same hosts of a fleet are the same prefix. */
  boolean names(Fault fault, DrawnFleet fleet) {
    return names(fault) || (isOfKind(fault) && fleet.haveSameHosts(block, fault.block()));
  }

  private boolean isOfKind(Fault fault) {
    return kind == fault.nature().kind && cause == fault.nature().cause;
  }
}
