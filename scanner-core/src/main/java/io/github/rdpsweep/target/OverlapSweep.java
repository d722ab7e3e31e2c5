package io.github.rdpsweep.target;

import io.github.rdpsweep.target.Label.Origin;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** Turns overlapping items into disjoint ranges in ascending order, each with one label. */
final class OverlapSweep {

  /*
   * How this works: a line sweeps over the addresses and stops wherever an item starts or has ended.
   * Between two stops the same items cover all addresses. Of these, the first of `narrowest` gives the
   * spec, and portCounts knows the ports of all, which are few kinds however many items there are; so
   * each item costs O(log items), also where thousands are nested.
   */

  private final RangeTable items;
  private final LabelTable labels;
  private final TreeSet<Integer> narrowest;
  private final PriorityQueue<Integer> ending;
  private final Map<Ports, Integer> portCounts = new HashMap<>();

  OverlapSweep(RangeTable items, LabelTable labels) {
    this.items = items;
    this.labels = labels;
    narrowest =
        new TreeSet<>(
            Comparator.<Integer>comparingLong(items::distance)
                .thenComparing(item -> labelOf(item).origin())
                .thenComparing(Comparator.naturalOrder()));
    ending = new PriorityQueue<>(items::compareLast);
  }

  /** Takes the ranges, in ascending order. */
  interface Output {
    void add(IpAddress first, IpAddress last, int label);
  }

  void run(Output output) {
    Integer[] order = items.inOrder();
    IpAddress position = IpAddress.FIRST_IPV4;
    int next = 0;
    while (next < order.length || !ending.isEmpty()) {
      IpAddress from = ending.isEmpty() ? items.first(order[next]) : position;
      while (next < order.length && items.first(order[next]).equals(from)) {
        admit(order[next++]);
      }
      IpAddress to = items.last(ending.element());
      if (next < order.length && items.first(order[next]).compareTo(to) <= 0) {
        to = items.first(order[next]).previous();
      }
      output.add(from, to, label(from));
      while (!ending.isEmpty() && items.last(ending.element()).equals(to)) {
        retire(ending.remove());
      }
      position = to.next();
    }
  }

  private void admit(Integer item) {
    narrowest.add(item);
    ending.add(item);
    portCounts.merge(labelOf(item).ports(), 1, Integer::sum);
  }

  private void retire(Integer item) {
    narrowest.remove(item);
    portCounts.computeIfPresent(
        labelOf(item).ports(), (ports, count) -> count == 1 ? null : count - 1);
  }

  private int label(IpAddress from) {
    int first = narrowest.first();
    if (narrowest.size() == 1) {
      return items.label(first);
    }
    Label label = labelOf(first);
    String spec = label.origin() == Origin.NAME ? allNames() : label.spec();
    return labels.number(new Label(allPorts(from), spec, label.origin()));
  }

  private String allNames() {
    Set<String> names = new LinkedHashSet<>();
    for (int item : narrowest) {
      if (labelOf(item).origin() != Origin.NAME) {
        break;
      }
      names.add(labelOf(item).spec());
    }
    return String.join(" ", names);
  }

  private Ports allPorts(IpAddress from) {
    try {
      return portCounts.keySet().stream().reduce(Ports.NONE, Ports::union);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          from + ": " + e.getMessage() + ", from several items together", e);
    }
  }

  private Label labelOf(int item) {
    return labels.get(items.label(item));
  }
}
