package io.github.rdpsweep.segment;

import io.github.rdpsweep.target.Prefix;
import java.util.List;
import java.util.Objects;

/**
 * A segment as the user named it.
 *
 * @param prefix its addresses, but for those that a longer prefix takes
 * @param name what to call it, or empty; several prefixes may share a name, as of one site
 * @param cells what else the user says of it, a cell for each of {@link SegmentNames#columns}
 */
public record NamedPrefix(Prefix prefix, String name, List<String> cells) {

  public NamedPrefix {
    Objects.requireNonNull(prefix);
    Objects.requireNonNull(name);
    cells = List.copyOf(cells);
  }

  /** A segment of which nothing else is said. */
  public NamedPrefix(Prefix prefix, String name) {
    this(prefix, name, List.of());
  }
}
