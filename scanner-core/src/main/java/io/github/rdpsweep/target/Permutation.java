package io.github.rdpsweep.target;

import java.util.Objects;

/**
 * The order of a sweep: a seeded bijection of 0 to size - 1, computed and not stored. Seed and size
 * alone decide it, so that a sweep can be repeated, resumed at a position and shared out.
 */
public final class Permutation {

  /*
   * How this works, and why
   *
   * Neighbouring addresses share a firewall and an uplink: visited in order, they would get the whole
   * rate at once. The index is therefore encrypted, as masscan does (its "BlackRock"), after Black and
   * Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002: a Feistel network permutes the
   * smallest power of two that holds the size, and an index that falls outside is encrypted again
   * until it falls inside ("cycle walking"; less than twice on average, as the power is less than
   * twice the size). Each round changes one half by a hash of the other, which can be undone whatever
   * the hash is; so the network is a bijection, and walking along its cycles keeps it one.
   *
   * The halves differ by a bit where the width is odd; rounds alternate between them instead of
   * swapping them. Four rounds look random on large domains, and six leave a margin; but halves of one
   * or two bits mix slowly, and only with 24 rounds are all orders of six targets equally likely (eight
   * make some five times as likely as others). This is no cipher for secrets.
   *
   * Resumed sweeps and shards of other versions rely on the order, so it never changes.
   */

  private static final long MAX_SIZE = 1L << 62;
  private static final int NARROW_BITS = 16;
  private static final int NARROW_ROUNDS = 24;
  private static final int WIDE_ROUNDS = 6;

  private final long size;
  private final int rightBits;
  private final long leftMask;
  private final long rightMask;
  private final long[] keys;

  /**
   * Creates an order.
   *
   * @param size how many positions there are, 1 to 2^62
   * @param seed any number
   */
  public Permutation(long size, long seed) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size " + size + " is not in 1-2^62");
    }
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    rightBits = bits - bits / 2;
    leftMask = (1L << (bits / 2)) - 1;
    rightMask = (1L << rightBits) - 1;
    keys = new long[bits < NARROW_BITS ? NARROW_ROUNDS : WIDE_ROUNDS];
    long state = seed;
    for (int i = 0; i < keys.length; i++) {
      state += 0x9e3779b97f4a7c15L; // SplitMix64, so that neighbouring seeds have unlike keys
      long key = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
      key = (key ^ (key >>> 27)) * 0x94d049bb133111ebL;
      keys[i] = key ^ (key >>> 31);
    }
  }

  public long size() {
    return size;
  }

  /** The index that is visited at a position, both 0 to size - 1. */
  public long apply(long position) {
    long index = encrypt(Objects.checkIndex(position, size));
    while (index >= size) {
      index = encrypt(index);
    }
    return index;
  }

  private long encrypt(long value) {
    long left = value >>> rightBits;
    long right = value & rightMask;
    for (int i = 0; i < keys.length; i += 2) {
      left ^= hash(right ^ keys[i]) & leftMask;
      right ^= hash(left ^ keys[i + 1]) & rightMask;
    }
    return (left << rightBits) | right;
  }

  /* Multiplication carries low bits upwards only, so the upper half is folded in and taken out. */
  private static long hash(long value) {
    long product = value * 0xbf58476d1ce4e5b9L;
    return ((product ^ (product >>> 32)) * 0x94d049bb133111ebL) >>> 32;
  }
}
