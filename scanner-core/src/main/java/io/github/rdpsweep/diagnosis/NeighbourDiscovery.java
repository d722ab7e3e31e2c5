package io.github.rdpsweep.diagnosis;

import java.util.concurrent.TimeUnit;

/** Tells an ICMP error of a last router that found no host from one of a router on the way. */
public final class NeighbourDiscovery {

  /**
   * How long it takes at least until it fails. Linux asks three times, a second apart (ARP and IPv6
   * alike); an ICMP error from a router on the way comes within a round trip.
   */
  private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private NeighbourDiscovery() {}

  /** Whether an error that took so long to come may tell that it failed. */
  public static boolean mayHaveFailed(long nanos) {
    return nanos >= GIVEN_UP_NANOS;
  }
}
