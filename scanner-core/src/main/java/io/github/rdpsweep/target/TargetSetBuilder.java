package io.github.rdpsweep.target;

import io.github.rdpsweep.target.Label.Origin;
import java.net.InetAddress;

/**
 * Collects what to sweep and what not to. Items may overlap: each address then occurs once, with
 * the ports of all items that cover it, and with the spec of the narrowest one (the first of
 * equals). An address with several names keeps them all, joined by spaces; a name goes before the
 * bare address. Excludes win over everything.
 */
public final class TargetSetBuilder {

  private static final int NO_LABEL = 0;

  private final RangeTable items = new RangeTable();
  private final RangeTable excludes = new RangeTable();
  private final LabelTable labels = new LabelTable();

  /**
   * Adds addresses.
   *
   * @param spec what to show as their target
   */
  public TargetSetBuilder add(AddressRange range, Ports ports, String spec) {
    if (!range.isSweepable()) {
      throw new IllegalArgumentException(range + ": more than 2^32 addresses");
    }
    if (!range.isSingle()) {
      return add(range, new Label(ports, spec, Origin.RANGE));
    }
    boolean obvious = spec.equals(range.first().toString());
    return add(range, new Label(ports, obvious ? Label.OWN_ADDRESS : spec, Origin.ADDRESS));
  }

  /** Adds a part of a range that does not go in whole; the spec is the range's. */
  TargetSetBuilder addPart(AddressRange part, Ports ports, String spec) {
    return add(part, new Label(ports, spec, Origin.RANGE));
  }

  /** Adds one of the addresses of a name. */
  public TargetSetBuilder addName(String name, InetAddress address, Ports ports) {
    return add(AddressRange.single(IpAddress.of(address)), new Label(ports, name, Origin.NAME));
  }

  private TargetSetBuilder add(AddressRange range, Label label) {
    if (label.ports().isEmpty()) {
      throw new IllegalArgumentException(range + ": no port to probe");
    }
    items.add(range.first(), range.last(), labels.number(label));
    return this;
  }

  /** Takes addresses out, whenever and however often they are added. */
  public TargetSetBuilder exclude(AddressRange range) {
    IpAddress first = range.first();
    IpAddress last = range.last();
    boolean aroundIpv4 =
        first.compareTo(IpAddress.FIRST_IPV4) < 0 && last.compareTo(IpAddress.LAST_IPV4) > 0;
    if (aroundIpv4) { // ::/0 means all of IPv6, and not IPv4, which lies in its midst
      excludes.add(first, IpAddress.FIRST_IPV4.previous(), NO_LABEL);
      excludes.add(IpAddress.LAST_IPV4.next(), last, NO_LABEL);
    } else {
      excludes.add(first, last, NO_LABEL);
    }
    return this;
  }

  /** Whether nothing was added, leaving excludes aside. */
  public boolean isEmpty() {
    return items.size() == 0;
  }

  /**
   * The set of all that was added and not excluded.
   *
   * @throws IllegalArgumentException if items that overlap give an address too many ports
   */
  public TargetSet build() {
    RangeTable merged = new RangeTable();
    Subtraction subtraction = new Subtraction(mergedExcludes(), merged);
    new OverlapSweep(items, labels).run(subtraction::add);
    return new TargetSet(merged, labels.toArray());
  }

  private RangeTable mergedExcludes() {
    RangeTable merged = new RangeTable();
    for (int i : excludes.inOrder()) {
      int before = merged.size() - 1;
      if (before < 0 || merged.last(before).compareTo(excludes.first(i)) < 0) {
        merged.add(excludes.first(i), excludes.last(i), NO_LABEL);
      } else if (merged.last(before).compareTo(excludes.last(i)) < 0) {
        merged.extendLast(excludes.last(i));
      }
    }
    return merged;
  }

  /**
   * Passes on what no exclude covers, and joins neighbours of one label; all in ascending order.
   */
  private static final class Subtraction {

    private final RangeTable excludes;
    private final RangeTable output;
    private int next;

    Subtraction(RangeTable excludes, RangeTable output) {
      this.excludes = excludes;
      this.output = output;
    }

    void add(IpAddress first, IpAddress last, int label) {
      IpAddress from = first;
      while (next < excludes.size() && excludes.first(next).compareTo(last) <= 0) {
        if (excludes.first(next).compareTo(from) > 0) {
          join(from, excludes.first(next).previous(), label);
        }
        if (excludes.last(next).compareTo(last) >= 0) {
          return; // and may reach into what comes next
        }
        if (excludes.last(next).compareTo(from) >= 0) {
          from = excludes.last(next).next();
        }
        next++;
      }
      join(from, last, label);
    }

    private void join(IpAddress first, IpAddress last, int label) {
      int before = output.size() - 1;
      boolean continues =
          before >= 0 && output.label(before) == label && output.last(before).next().equals(first);
      if (continues) {
        output.extendLast(last);
      } else {
        output.add(first, last, label);
      }
    }
  }
}
