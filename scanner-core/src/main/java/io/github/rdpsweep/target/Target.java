package io.github.rdpsweep.target;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * One thing to probe: an endpoint, and what the user wrote to mean it.
 *
 * @param endpoint address and port; unresolved, with the name as its host, where a name was not
 *     found
 * @param spec the target as the user wrote it (a prefix, a range, an address, a name), without a
 *     port
 * @param single whether it was named singly, see {@link Host#single()}
 */
public record Target(InetSocketAddress endpoint, String spec, boolean single) {

  public Target {
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(spec);
  }

  /** One of many targets that a prefix or a range stands for. */
  public Target(InetSocketAddress endpoint, String spec) {
    this(endpoint, spec, false);
  }
}
