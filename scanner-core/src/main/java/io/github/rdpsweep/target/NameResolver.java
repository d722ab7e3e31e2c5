package io.github.rdpsweep.target;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host name; may block, and is asked by several threads at once. */
@FunctionalInterface
public interface NameResolver {

  /**
   * All addresses of a name.
   *
   * @throws UnknownHostException if it has none, or none could be learnt
   */
  InetAddress[] resolve(String name) throws UnknownHostException;

  /** The resolver of the operating system. */
  static NameResolver system() {
    return InetAddress::getAllByName;
  }
}
