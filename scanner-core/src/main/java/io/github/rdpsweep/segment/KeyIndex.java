package io.github.rdpsweep.segment;

import java.util.Arrays;

/** Numbers keys in the order in which they are first seen; without an object for each. */
final class KeyIndex {

  /* Open addressing, at most half full; slots hold a number + 1, so that 0 is an empty slot. */
  private static final int INITIAL_SLOTS = 64;

  /**
   * 2^64 divided by the golden ratio. Multiplied by it, keys in a row lie apart evenly in the upper
   * bits, and hardly ever meet (Knuth, The Art of Computer Programming, 6.4).
   */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private int[] slots = new int[INITIAL_SLOTS];
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
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = slotOf(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = (int) ((key * SPREAD) >>> Long.numberOfLeadingZeros(mask));
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, keys.length * 2);
    slots = new int[slots.length * 2];
    for (int number = 0; number < size; number++) {
      slots[slotOf(keys[number])] = number + 1;
    }
  }
}
