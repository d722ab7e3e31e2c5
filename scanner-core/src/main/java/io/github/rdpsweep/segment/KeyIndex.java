package io.github.rdpsweep.segment;

import java.util.Arrays;

/** Numbers keys in the order in which they are first seen; without an object for each. */
final class KeyIndex {

  /*
   * Open addressing, at most half full. A slot is a key and, beside it, its number + 1, so that 0 is
   * an empty slot: this is asked for each row of a sweep, by when the kernel has taken the
   * processor's caches, and so a look-up waits for memory once.
   */
  private static final int INITIAL_SLOTS = 64;

  /**
   * 2^64 divided by the golden ratio. Multiplied by it, keys in a row lie apart evenly in the upper
   * bits, and hardly ever meet (Knuth, The Art of Computer Programming, 6.4).
   */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private long[] slots = new long[2 * INITIAL_SLOTS];
  private int slotShift = Long.SIZE - Integer.numberOfTrailingZeros(INITIAL_SLOTS);
  private long[] keys = new long[INITIAL_SLOTS / 2];
  private int size;

  int size() {
    return size;
  }

  long key(int number) {
    return keys[number];
  }

  /** The number of a key, which is {@link #size} as it was before if the key is new. */
  int numberOf(long key) {
    int slot = slotOf(key);
    if (slots[slot + 1] != 0) {
      return (int) slots[slot + 1] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = slotOf(key);
    }
    keys[size++] = key;
    put(slot, key, size);
    return size - 1;
  }

  /** Where a key is, or would be. */
  private int slotOf(long key) {
    int slot = 2 * (int) ((key * SPREAD) >>> slotShift);
    while (slots[slot + 1] != 0 && slots[slot] != key) {
      slot = (slot + 2) & (slots.length - 1);
    }
    return slot;
  }

  private void put(int slot, long key, int numberAndOne) {
    slots[slot] = key;
    slots[slot + 1] = numberAndOne;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, keys.length * 2);
    slots = new long[slots.length * 2];
    slotShift--;
    for (int number = 0; number < size; number++) {
      put(slotOf(keys[number]), keys[number], number + 1);
    }
  }
}
