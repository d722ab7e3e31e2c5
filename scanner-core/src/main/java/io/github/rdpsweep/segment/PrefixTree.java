package io.github.rdpsweep.segment;

import io.github.rdpsweep.target.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All prefixes that tell expected hosts apart: a binary trie of cells without the nodes that have
 * one child. Nodes are numbered so that children come before their parents.
 */
final class PrefixTree {

  /*
   * Cells are sorted, so that every prefix is a stretch of them and its counts are the difference
   * of two running sums. A prefix with hosts in one of its halves only is not told from that half.
   */

  private static final int NO_NODE = -1;

  private final CellTable cells;
  private final int[] order;
  private final Totals[] running;

  private final int[] from;
  private final int[] to;
  private final int[] left;
  private final int[] right;
  private final int[] parent;
  private int size;

  private final List<Integer> roots = new ArrayList<>();

  /**
   * Grows the tree.
   *
   * @param isUniform whether a device spoke for the addresses of a segment: what nothing but its
   *     own answer shows is then no host, and what happens to the others is the device's doing
   */
  PrefixTree(CellTable cells, IntPredicate isUniform) {
    this.cells = cells;
    order = cells.sorted();
    running = new Totals[order.length + 1];
    running[0] = Totals.NONE;
    for (int i = 0; i < order.length; i++) {
      Totals counts = counts(order[i]);
      boolean uniform = isUniform.test(cells.segment(order[i]));
      running[i + 1] = running[i].plus(uniform ? withoutDevice(order[i], counts) : counts);
    }
    int nodes = Math.max(0, 2 * order.length - 1);
    from = new int[nodes];
    to = new int[nodes];
    left = new int[nodes];
    right = new int[nodes];
    parent = new int[nodes];
    Arrays.fill(parent, NO_NODE);
    int firstIpv4 = firstIpv4();
    if (firstIpv4 > 0) {
      roots.add(grow(0, firstIpv4));
    }
    if (firstIpv4 < order.length) {
      roots.add(grow(firstIpv4, order.length));
    }
  }

  private Totals counts(int cell) {
    return new Totals(
        cells.count(cell, CellTable.Column.HOSTS),
        cells.count(cell, CellTable.Column.SILENT),
        cells.count(cell, CellTable.Column.BLOCKED),
        cells.count(cell, CellTable.Column.SERVICE),
        cells.count(cell, CellTable.Column.COMPATIBILITY),
        cells.count(cell, CellTable.Column.DELIVERED),
        cells.count(cell, CellTable.Column.RESENT),
        cells.sum(cell, CellTable.Column.LOG_SUM),
        cells.sum(cell, CellTable.Column.LOG_SQUARES));
  }

  private Totals withoutDevice(int cell, Totals counts) {
    long imitated =
        Math.min(
            cells.count(cell, CellTable.Column.ANSWERED_ONLY), counts.service() + counts.blocked());
    long blocked = counts.service() + counts.blocked() - imitated;
    return new Totals(
        counts.hosts() - imitated, counts.silent(), blocked, 0, counts.compatibility(), 0, 0, 0, 0);
  }

  private int firstIpv4() {
    int first = 0;
    while (first < order.length && !CellTable.isIpv4(key(first))) {
      first++;
    }
    return first;
  }

  private int grow(int first, int end) {
    int leftChild = NO_NODE;
    int rightChild = NO_NODE;
    if (end - first > 1) {
      long splitBit = Long.highestOneBit(key(first) ^ key(end - 1));
      int middle = firstWith(splitBit, first, end);
      leftChild = grow(first, middle);
      rightChild = grow(middle, end);
    }
    from[size] = first;
    to[size] = end;
    left[size] = leftChild;
    right[size] = rightChild;
    if (leftChild != NO_NODE) {
      parent[leftChild] = size;
      parent[rightChild] = size;
    }
    return size++;
  }

  private int firstWith(long bit, int first, int end) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if ((key(middle) & bit) == 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long key(int place) {
    return cells.key(order[place]);
  }

  int size() {
    return size;
  }

  /** The shortest prefixes that hold everything: one a family. */
  List<Integer> roots() {
    return roots;
  }

  boolean isLeaf(int node) {
    return left[node] == NO_NODE;
  }

  int left(int node) {
    return left[node];
  }

  int right(int node) {
    return right[node];
  }

  /** Whether a node is another, or lies below it. */
  boolean holds(int node, int other) {
    return from[node] <= from[other] && to[other] <= to[node];
  }

  /** The longest prefix that holds all hosts of a node. */
  Prefix prefix(int node) {
    return cells.cover(key(from[node]), key(to[node] - 1));
  }

  /**
   * A node's prefix, made shorter as long as that adds no expected host, but not shorter than some
   * length: where hosts take up a part of a segment only, the whole segment is what is wrong.
   */
  Prefix prefix(int node, int shortest) {
    Prefix tight = prefix(node);
    int free = parent[node] == NO_NODE ? 0 : prefix(parent[node]).length() + 1;
    int length = Math.min(tight.length(), Math.max(free, shortest));
    return new Prefix(tight.address(), length);
  }

  Totals totals(int node) {
    return running[to[node]].minus(running[from[node]]);
  }

  /** Counts over everything. */
  Totals totals() {
    return running[order.length];
  }

  /**
   * Counts by segment: as many as there are segments, {@link Totals#NONE} for those without hosts.
   */
  List<Totals> bySegment(int segments) {
    Totals[] sums = new Totals[segments];
    Arrays.fill(sums, Totals.NONE);
    for (int place = 0; place < order.length; place++) {
      int segment = cells.segment(order[place]);
      sums[segment] = sums[segment].plus(running[place + 1].minus(running[place]));
    }
    return List.of(sums);
  }

  /** The numbers of the segments that have hosts in a node. */
  int[] segments(int node) {
    return Arrays.stream(order, from[node], to[node]).map(cells::segment).distinct().toArray();
  }

  /** The failures in a node. */
  Failures failures(int node) {
    return failures(Arrays.stream(order, from[node], to[node]));
  }

  /** The failures in some segments. */
  Failures failures(IntPredicate segment) {
    return failures(Arrays.stream(order).filter(cell -> segment.test(cells.segment(cell))));
  }

  private Failures failures(IntStream ofCells) {
    return ofCells.mapToObj(cell -> Failures.of(cells, cell)).reduce(Failures.NONE, Failures::plus);
  }
}
