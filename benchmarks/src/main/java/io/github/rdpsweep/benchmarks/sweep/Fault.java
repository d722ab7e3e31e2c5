package io.github.rdpsweep.benchmarks.sweep;

/** A fault that was laid into a fleet; counts how many hosts it hit. */
final class Fault {

  private final Block block;
  private final Nature nature;
  private final double strength;
  private int hit;

  Fault(Block block, Nature nature, double strength) {
    this.block = block;
    this.nature = nature;
    this.strength = strength;
  }

  Block block() {
    return block;
  }

  Nature nature() {
    return nature;
  }

  /** The share of hosts that is hit, or of packets, or the factor; see {@link Nature}. */
  double strength() {
    return strength;
  }

  /** Hosts that fail by it, lose packets in it, or are slow. */
  int hit() {
    return hit;
  }

  void hitOne() {
    hit++;
  }
}
