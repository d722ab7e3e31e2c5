package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.target.Prefix;

/**
 * An IPv4 prefix as a number.
 *
 * @param first its first address
 * @param length leading bits that its addresses share, 1 to 32
 */
record Block(int first, int length) {

  Block {
    first &= mask(length);
  }

  static Block of(Prefix prefix) {
    return new Block((int) prefix.address().low(), prefix.length());
  }

  /** The longest prefix that holds two. */
  static Block cover(Block a, Block b) {
    int common = Integer.numberOfLeadingZeros(a.first ^ b.first);
    return new Block(a.first, Math.min(common, Math.min(a.length, b.length)));
  }

  boolean contains(int address) {
    return (address & mask(length)) == first;
  }

  boolean contains(Block other) {
    return other.length >= length && contains(other.first);
  }

  boolean overlaps(Block other) {
    return contains(other) || other.contains(this);
  }

  private static int mask(int length) {
    return length == 0 ? 0 : -1 << (32 - length);
  }
}
