package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which targets of a sweep have their rows already, because it was interrupted and goes on now.
 * Immutable.
 */
/*
 * How this works: a bit for each host of which all ports are done, in pages that exist only where one
 * is, so that a /8 takes 2 MB. Of the few hosts that were interrupted between two ports, the ports
 * that are done stand in a map. Hosts are known by their index in the target set, which does not
 * depend on the order of the sweep: other event loops may go on where some were stopped.
 */
public final class SweptTargets {

  /** Nothing was swept before. */
  public static final SweptTargets NONE = new SweptTargets(Map.of(), Map.of(), Set.of(), 0);

  private static final int PAGE_BITS = 16;
  private static final int PAGE_WORDS = 1 << (PAGE_BITS - 6);

  private final Map<Long, long[]> wholeHosts;
  private final Map<Long, Long> portsOfOthers;
  private final Set<String> unresolved;
  private final long count;

  private SweptTargets(
      Map<Long, long[]> wholeHosts,
      Map<Long, Long> portsOfOthers,
      Set<String> unresolved,
      long count) {
    this.wholeHosts = wholeHosts;
    this.portsOfOthers = portsOfOthers;
    this.unresolved = unresolved;
    this.count = count;
  }

  /** How many targets they are. */
  public long count() {
    return count;
  }

  /** Whether nothing is left to do at a host. */
  boolean isWhole(long hostIndex) {
    return !wholeHosts.isEmpty() && isSet(wholeHosts, hostIndex);
  }

  /** A bit for each port that is done of a host that is not whole. */
  long portsOf(long hostIndex) {
    return portsOfOthers.isEmpty() ? 0 : portsOfOthers.getOrDefault(hostIndex, 0L);
  }

  /** Whether a name that was not found has its row. */
  boolean isDone(Target notFound) {
    return unresolved.contains(key(notFound.spec(), notFound.endpoint().getPort()));
  }

  private static boolean isSet(Map<Long, long[]> pages, long index) {
    long[] page = pages.get(index >>> PAGE_BITS);
    return page != null && (page[word(index)] & (1L << index)) != 0;
  }

  private static int word(long index) {
    return (int) (index >>> 6) & (PAGE_WORDS - 1);
  }

  private static String key(String spec, int port) {
    return port + " " + spec;
  }

  /** Takes rows as they are read. Belongs to one thread. */
  public static final class Builder {

    private final TargetSet targets;
    private final Map<Long, long[]> wholeHosts = new HashMap<>();
    private final Map<Long, Long> portsOfOthers = new HashMap<>();
    private final Set<String> unresolved = new HashSet<>();
    private long count;

    /** Begins with nothing. */
    public Builder(TargetSet targets) {
      this.targets = targets;
    }

    /**
     * A target has its row.
     *
     * @return whether it had none before, and is one of the sweep's
     */
    public boolean add(IpAddress address, int port) {
      long index = targets.indexOf(address);
      if (index < 0 || isSet(wholeHosts, index)) {
        return false;
      }
      Host host = targets.host(index);
      long bit = bitOf(host, port);
      long before = portsOfOthers.getOrDefault(index, 0L);
      if (bit == 0 || (before & bit) != 0) {
        return false;
      }
      count++;
      if ((before | bit) == Visit.allPorts(host)) {
        portsOfOthers.remove(index);
        wholeHosts
                .computeIfAbsent(index >>> PAGE_BITS, page -> new long[PAGE_WORDS])[word(index)] |=
            1L << index;
      } else {
        portsOfOthers.put(index, before | bit);
      }
      return true;
    }

    private static long bitOf(Host host, int port) {
      for (int i = 0; i < host.ports().count(); i++) {
        if (host.ports().get(i) == port) {
          return 1L << i;
        }
      }
      return 0;
    }

    /**
     * A name that was not found has its row.
     *
     * @return whether it had none before
     */
    public boolean addUnresolved(String spec, int port) {
      boolean isNew = unresolved.add(key(spec, port));
      count += isNew ? 1 : 0;
      return isNew;
    }

    /** All that were added; the builder is used up. */
    public SweptTargets build() {
      return new SweptTargets(wholeHosts, portsOfOthers, unresolved, count);
    }
  }
}
