package io.github.rdpsweep.simulator;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * What this machine's loopback can play.
 *
 * @param wholePrefix whether all of 127.0.0.0/8 is there, as on Linux, or only 127.0.0.1
 * @param silence whether a host can be truly silent
 * @param descriptors how many file descriptors a fleet may take
 */
public record Loopback(boolean wholePrefix, boolean silence, int descriptors) {

  /** 127.0.0.1. */
  static final Inet4Address LOCALHOST = address(0, 0, 1);

  /** Finds out by trying; takes about 50 ms. */
  public static Loopback detect() {
    return new Loopback(
        HeldPort.isPossible(new InetSocketAddress(address(1, 0, 1), 0)),
        SilentListener.isPossible(new InetSocketAddress(LOCALHOST, 0)),
        spareDescriptors());
  }

  /** 127.x.y.z. */
  static Inet4Address address(int x, int y, int z) {
    try {
      return (Inet4Address)
          InetAddress.getByAddress(new byte[] {127, (byte) x, (byte) y, (byte) z});
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // four bytes are an address
    }
  }

  /** Half of those that are free: the connections need the others. */
  private static int spareDescriptors() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
      return (int) Math.min(Integer.MAX_VALUE, free / 2);
    }
    return Integer.MAX_VALUE;
  }
}
