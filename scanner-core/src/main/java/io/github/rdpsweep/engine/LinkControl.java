package io.github.rdpsweep.engine;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The network interfaces that a sweep leaves by: whether they are up and have a carrier. Tells a
 * cable that was pulled without asking anybody, and nothing of what lies behind the first switch.
 */
public final class LinkControl implements ControlProbe {

  /**
   * How long a link that was down must be up before it is believed. Linux looks for a neighbour
   * three times, a second apart (arp(7), {@code mcast_solicit}); a search that began while the link
   * was down ends up to a second after it is up again, and fails every connect that came to wait
   * for it.
   */
  private static final long SETTLING_NANOS = 1_500_000_000;

  private final SortedSet<String> interfaces;
  private final Predicate<String> up;
  private final SweepClock clock;
  private boolean wasDown;
  private boolean settling;
  private long upNanos;

  LinkControl(SortedSet<String> interfaces, Predicate<String> up, SweepClock clock) {
    this.interfaces = interfaces;
    this.up = up;
    this.clock = clock;
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
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new LinkControl(names, LinkControl::isUp, SweepClock.SYSTEM));
  }

  @Override
  public Optional<String> ask() {
    for (String name : interfaces) {
      if (!up.test(name)) {
        wasDown = true;
        settling = false;
        return Optional.of(name + " is down");
      }
    }
    return wasDown ? askSettling(clock.nanoTime()) : Optional.empty();
  }

  private Optional<String> askSettling(long now) {
    if (!settling) {
      settling = true;
      upNanos = now;
    }
    if (now - upNanos < SETTLING_NANOS) {
      return Optional.of(String.join(", ", interfaces) + " came up just now");
    }
    wasDown = false;
    settling = false;
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
