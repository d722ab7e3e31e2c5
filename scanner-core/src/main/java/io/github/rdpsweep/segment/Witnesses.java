package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Targets to look at again when a sweep is over: of each /28, or /64 of IPv6, the first that failed
 * in silence, and the first where RDP worked. Belongs to one thread.
 */
/*
 * A sweep visits addresses in random order, so that the first ones are as good as any, and so are
 * the first blocks when there are too many. A block takes some 50 bytes.
 */
public final class Witnesses {

  private static final int MOST_BLOCKS = 1 << 17;

  /** Of an IPv4 address, which lies in the lower half; the key of IPv6 is the upper half. */
  private static final int IPV4_BLOCK_BITS = 4;

  /** How keys of IPv4 begin; as the upper half of an IPv6 address it would be in no use. */
  private static final long IPV4_KEY = 0xffff;

  private static final int IPV4_KEY_SHIFT = 32 - IPV4_BLOCK_BITS;

  private static final char NOBODY = 0;

  private final int mostBlocks;
  private final KeyIndex blocks = new KeyIndex();
  private final Column silent = new Column();
  private final Column working = new Column();

  public Witnesses() {
    this(MOST_BLOCKS);
  }

  Witnesses(int mostBlocks) {
    this.mostBlocks = mostBlocks;
  }

  /** Takes note of a row. */
  public void add(InetSocketAddress endpoint, Outcome outcome, Verdict verdict) {
    boolean diedOnTheWay = outcome == Outcome.SILENT || outcome == Outcome.UNREACHABLE;
    if (verdict == Verdict.FAILING && diedOnTheWay) {
      add(endpoint, silent);
    } else if (outcome == Outcome.READY) {
      add(endpoint, working);
    }
  }

  private void add(InetSocketAddress endpoint, Column column) {
    IpAddress address = IpAddress.of(endpoint.getAddress());
    if (blocks.size() == mostBlocks) {
      return;
    }
    int block = blocks.numberOf(keyOf(address));
    column.setIfEmpty(block, address.low(), endpoint.getPort());
  }

  private static long keyOf(IpAddress address) {
    return address.isIpv4() ? address.low() >>> IPV4_BLOCK_BITS : address.high();
  }

  /** Targets within some prefixes that failed in silence, of different blocks, in any order. */
  public List<InetSocketAddress> silentIn(List<Prefix> prefixes, int most) {
    List<InetSocketAddress> found = new ArrayList<>();
    for (int block = 0; block < blocks.size() && found.size() < most; block++) {
      if (silent.has(block)) {
        IpAddress address = address(silent, block);
        if (prefixes.stream().map(Prefix::range).anyMatch(range -> range.contains(address))) {
          found.add(endpoint(silent, block));
        }
      }
    }
    return found;
  }

  /** The target closest by its address where RDP worked. */
  public Optional<InetSocketAddress> workingNear(InetSocketAddress endpoint) {
    IpAddress address = IpAddress.of(endpoint.getAddress());
    int nearest = -1;
    IpAddress least = new IpAddress(-1, -1);
    for (int block = 0; block < blocks.size(); block++) {
      if (working.has(block)) {
        IpAddress other = address(working, block);
        // Small if the upper bits are the same: the longer the common prefix, the nearer.
        IpAddress distance =
            new IpAddress(address.high() ^ other.high(), address.low() ^ other.low());
        if (other.isIpv4() == address.isIpv4() && distance.compareTo(least) < 0) {
          nearest = block;
          least = distance;
        }
      }
    }
    return nearest < 0 ? Optional.empty() : Optional.of(endpoint(working, nearest));
  }

  private InetSocketAddress endpoint(Column column, int block) {
    return new InetSocketAddress(address(column, block).toInetAddress(), column.ports[block]);
  }

  private IpAddress address(Column column, int block) {
    long low = column.low[block];
    long key = blocks.key(block);
    return new IpAddress(key >>> IPV4_KEY_SHIFT == IPV4_KEY ? 0 : key, low);
  }

  /** For each block the lower half of an address, and a port. */
  private static final class Column {
    private long[] low = new long[0];
    private char[] ports = new char[0];

    boolean has(int block) {
      return block < ports.length && ports[block] != NOBODY;
    }

    void setIfEmpty(int block, long address, int port) {
      if (has(block)) {
        return;
      }
      if (block >= ports.length) {
        int length = Math.max(64, 2 * block);
        low = Arrays.copyOf(low, length);
        ports = Arrays.copyOf(ports, length);
      }
      low[block] = address;
      ports[block] = (char) port;
    }
  }
}
