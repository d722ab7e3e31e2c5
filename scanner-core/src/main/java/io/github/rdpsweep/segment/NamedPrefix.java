package io.github.rdpsweep.segment;

import io.github.rdpsweep.target.Prefix;
import java.util.Objects;

/**
 * A segment as the user named it.
 *
 * @param prefix its addresses, but for those that a longer prefix takes
 * @param name what to call it, or empty; several prefixes may share a name, as of one site
 */
public record NamedPrefix(Prefix prefix, String name) {

  public NamedPrefix {
    Objects.requireNonNull(prefix);
    Objects.requireNonNull(name);
  }
}
