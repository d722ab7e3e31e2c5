package io.github.rdpsweep.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * An address with all its ports: what a sweep schedules as one, so that no machine ever sees two
 * connections at once.
 *
 * @param address where it is
 * @param ports what to probe there, at least one
 * @param spec what the user wrote to mean it, see {@link Target#spec()}
 * @param single whether it was named singly, by its address or a name, and so is expected to exist
 */
public record Host(InetAddress address, Ports ports, String spec, boolean single) {

  public Host {
    Objects.requireNonNull(address);
    Objects.requireNonNull(spec);
    if (ports.isEmpty()) {
      throw new IllegalArgumentException(address.getHostAddress() + ": no port to probe");
    }
  }

  /** One of many addresses that a prefix or a range stands for. */
  public Host(InetAddress address, Ports ports, String spec) {
    this(address, ports, spec, false);
  }

  /** The target of the port at a place in {@link #ports()}. */
  public Target target(int portIndex) {
    return new Target(new InetSocketAddress(address, ports.get(portIndex)), spec, single);
  }
}
