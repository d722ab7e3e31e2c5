package io.github.rdpsweep.probe;

import io.github.rdpsweep.target.Ports;
import java.util.Objects;

/**
 * What a sweep has seen of a host, beside the row at hand.
 *
 * @param targets the ports that have rows of their own
 * @param answeredPort one of them that the host answered on, or 0
 */
public record HostSeen(Ports targets, int answeredPort) {

  public HostSeen {
    Objects.requireNonNull(targets);
  }
}
