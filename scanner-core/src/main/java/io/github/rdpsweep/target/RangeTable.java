package io.github.rdpsweep.target;

import java.util.Arrays;

/**
 * A growing list of address ranges, each with the number of its label; in primitive arrays, since
 * there may be a million of them.
 */
final class RangeTable {

  private static final int INITIAL_CAPACITY = 16;

  private long[] firstHigh = new long[INITIAL_CAPACITY];
  private long[] firstLow = new long[INITIAL_CAPACITY];
  private long[] lastHigh = new long[INITIAL_CAPACITY];
  private long[] lastLow = new long[INITIAL_CAPACITY];
  private int[] labels = new int[INITIAL_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  void add(IpAddress first, IpAddress last, int label) {
    if (size == labels.length) {
      int capacity = size + (size >> 1);
      firstHigh = Arrays.copyOf(firstHigh, capacity);
      firstLow = Arrays.copyOf(firstLow, capacity);
      lastHigh = Arrays.copyOf(lastHigh, capacity);
      lastLow = Arrays.copyOf(lastLow, capacity);
      labels = Arrays.copyOf(labels, capacity);
    }
    firstHigh[size] = first.high();
    firstLow[size] = first.low();
    labels[size] = label;
    size++;
    extendLast(last);
  }

  void extendLast(IpAddress last) {
    lastHigh[size - 1] = last.high();
    lastLow[size - 1] = last.low();
  }

  IpAddress first(int index) {
    return new IpAddress(firstHigh[index], firstLow[index]);
  }

  IpAddress last(int index) {
    return new IpAddress(lastHigh[index], lastLow[index]);
  }

  int label(int index) {
    return labels[index];
  }

  /** How many addresses follow the first; only for ranges that can be swept. */
  long distance(int index) {
    return lastLow[index] - firstLow[index];
  }

  int compareFirst(int a, int b) {
    return IpAddress.compare(firstHigh[a], firstLow[a], firstHigh[b], firstLow[b]);
  }

  int compareLast(int a, int b) {
    return IpAddress.compare(lastHigh[a], lastLow[a], lastHigh[b], lastLow[b]);
  }

  /** The indexes of all ranges in the order of their first addresses, equal ones as added. */
  Integer[] inOrder() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compareFirst);
    return order;
  }
}
