package io.github.rdpsweep.engine;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The network interfaces that a sweep leaves by: whether they are up and have a carrier. Tells a
 * cable that was pulled without asking anybody, and nothing of what lies behind the first switch.
 */
public final class LinkControl implements ControlProbe {

  private final SortedSet<String> interfaces;

  private LinkControl(SortedSet<String> interfaces) {
    this.interfaces = interfaces;
  }

  /**
   * The interfaces that have some addresses of this machine.
   *
   * @return nothing where there is none
   */
  public static Optional<LinkControl> of(Collection<InetAddress> sources) {
    SortedSet<String> names = new TreeSet<>();
    try {
      for (InetAddress source : sources) {
        NetworkInterface found = NetworkInterface.getByInetAddress(source);
        if (found != null) {
          names.add(found.getName());
        }
      }
    } catch (SocketException e) {
      return Optional.empty(); // the platform does not tell
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new LinkControl(names));
  }

  @Override
  public Optional<String> ask() {
    for (String name : interfaces) {
      if (!isUp(name)) {
        return Optional.of(name + " is down");
      }
    }
    return Optional.empty();
  }

  private static boolean isUp(String name) {
    try {
      NetworkInterface link = NetworkInterface.getByName(name);
      return link != null && link.isUp();
    } catch (SocketException e) {
      return false; // it went away just now
    }
  }

  @Override
  public String name() {
    return "interface " + String.join(", ", interfaces);
  }
}
