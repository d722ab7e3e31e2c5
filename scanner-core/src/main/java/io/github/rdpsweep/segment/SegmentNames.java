package io.github.rdpsweep.segment;

import java.util.List;

/**
 * The segments of a network as the user named them; of those that hold an address, the longest
 * prefix wins.
 *
 * @param columns names of what is said of each beside prefix and name
 * @param prefixes each prefix once
 */
public record SegmentNames(List<String> columns, List<NamedPrefix> prefixes) {

  /** No segment has a name. */
  public static final SegmentNames NONE = new SegmentNames(List.of(), List.of());

  public SegmentNames {
    columns = List.copyOf(columns);
    prefixes = List.copyOf(prefixes);
  }
}
