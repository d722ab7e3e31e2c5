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

  /** The host name that it was written as, the first of several; empty where it was none. */
  public String hostName() {
    if (!single || AddressSyntax.isAddressLike(spec)) {
      return "";
    }
    int end = spec.indexOf(' ');
    return end < 0 ? spec : spec.substring(0, end);
  }

  /** One of many targets that a prefix or a range stands for. */
  public Target(InetSocketAddress endpoint, String spec) {
    this(endpoint, spec, false);
  }
}
