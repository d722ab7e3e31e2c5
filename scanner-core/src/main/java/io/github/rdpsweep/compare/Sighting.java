package io.github.rdpsweep.compare;

import io.github.rdpsweep.target.IpAddress;
import java.util.Objects;

/**
 * A target as one sweep saw it.
 *
 * @param address the address, or {@link #NO_ADDRESS} of a name that was not found
 * @param port the TCP port
 * @param name the name or names that it was swept by; empty for addresses and prefixes
 * @param certificate the first 64 bits of the certificate's SHA-256 fingerprint, or {@link
 *     #NO_CERTIFICATE}
 * @param condition what was said of it
 */
public record Sighting(
    IpAddress address, int port, String name, long certificate, Condition condition)
    implements Comparable<Sighting> {

  /** The unspecified address, which no host has. */
  public static final IpAddress NO_ADDRESS = new IpAddress(0, 0);

  /** None was seen; of real ones, one in 2^64 has this number. */
  public static final long NO_CERTIFICATE = 0;

  public Sighting {
    Objects.requireNonNull(address);
    Objects.requireNonNull(name);
    Objects.requireNonNull(condition);
  }

  /** Whether it has an address: else its name was not found. */
  public boolean hasAddress() {
    return !address.equals(NO_ADDRESS);
  }

  /** The same target in a sweep that did not cover it. */
  Sighting notSwept() {
    return new Sighting(address, port, name, NO_CERTIFICATE, Condition.NOT_SWEPT);
  }

  boolean isSwept() {
    return !condition.equals(Condition.NOT_SWEPT);
  }

  /** By address and port, the targets without an address by their names. */
  @Override
  public int compareTo(Sighting other) {
    int byAddress = address.compareTo(other.address);
    if (byAddress != 0) {
      return byAddress;
    }
    int byPort = Integer.compare(port, other.port);
    return byPort != 0 || hasAddress() ? byPort : name.compareTo(other.name);
  }

  /** Of two sightings of one target in one sweep, the better one counts, as in a baseline. */
  Sighting better(Sighting other) {
    return other.condition.verdict().compareTo(condition.verdict()) < 0 ? other : this;
  }
}
