package io.github.rdpsweep.target;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sweep visits: hosts in the order of their addresses, each once. Only ranges are stored,
 * and hosts are made when asked for by index, so that a /8 takes no more memory than a /24.
 * Immutable.
 */
public final class TargetSet {

  private static final long[] ALL_ZERO = {};

  /* Per range: its first address, the index of its first host, the number of its label. */
  private final long[] firstHigh;
  private final long[] firstLow;
  private final long[] firstIndex;
  private final int[] labelNumbers;

  private final Label[] labels;
  private final long hosts;
  private final long size;

  /** Keeps ascending, disjoint ranges. */
  TargetSet(RangeTable ranges, Label[] labels) {
    int count = ranges.size();
    long[] high = new long[count];
    firstLow = new long[count];
    firstIndex = new long[count];
    labelNumbers = new int[count];
    this.labels = labels;
    long hostsSoFar = 0;
    long targetsSoFar = 0;
    for (int i = 0; i < count; i++) {
      long addresses = Math.addExact(ranges.distance(i), 1);
      high[i] = ranges.first(i).high();
      firstLow[i] = ranges.first(i).low();
      firstIndex[i] = hostsSoFar;
      labelNumbers[i] = ranges.label(i);
      hostsSoFar = Math.addExact(hostsSoFar, addresses);
      long ports = labels[ranges.label(i)].ports().count();
      targetsSoFar = Math.addExact(targetsSoFar, Math.multiplyExact(addresses, ports));
    }
    hosts = hostsSoFar;
    size = targetsSoFar;
    firstHigh = Arrays.stream(high).allMatch(part -> part == 0) ? ALL_ZERO : high;
  }

  /** How many addresses there are. */
  public long hosts() {
    return hosts;
  }

  /** How many targets there are: each address counts once for each of its ports. */
  public long size() {
    return size;
  }

  public boolean isEmpty() {
    return hosts == 0;
  }

  /** The host at a place in the order of addresses, 0 to {@link #hosts()} - 1. */
  public Host host(long index) {
    Objects.checkIndex(index, hosts);
    int found = Arrays.binarySearch(firstIndex, index);
    int range = found >= 0 ? found : -found - 2;
    IpAddress address = addressAt(range, index - firstIndex[range]);
    Label label = labels[labelNumbers[range]];
    return new Host(
        address.toInetAddress(), label.ports(), label.specOf(address), label.isSingle());
  }

  /** Whether an address is to be visited, on whichever port. */
  public boolean contains(IpAddress address) {
    return indexOf(address) >= 0;
  }

  /** The place of an address in the order of addresses; -1 if it is not to be visited. */
  public long indexOf(IpAddress address) {
    int from = 0;
    int to = labelNumbers.length - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (addressAt(middle, 0).compareTo(address) <= 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    if (isEmpty()) {
      return -1;
    }
    IpAddress first = addressAt(from, 0);
    boolean found = first.compareTo(address) <= 0 && address.compareTo(lastOf(from)) <= 0;
    return found ? firstIndex[from] + (address.low() - first.low()) : -1;
  }

  /** The first host with a public address, which may be a stranger's. */
  public Optional<Host> firstPublic() {
    for (int range = 0; range < labelNumbers.length; range++) {
      IpAddress first = addressAt(range, 0);
      IpAddress stranger = firstPublic(first, lastOf(range));
      if (stranger != null) {
        return Optional.of(host(firstIndex[range] + (stranger.low() - first.low())));
      }
    }
    return Optional.empty();
  }

  private static IpAddress firstPublic(IpAddress first, IpAddress last) {
    IpAddress address = first;
    while (address.compareTo(last) <= 0) {
      IpAddress behind = behindBlock(address);
      if (behind == null) {
        return address;
      }
      address = behind;
    }
    return null;
  }

  /** The first address behind the block that is not public and holds an address, or null. */
  private static IpAddress behindBlock(IpAddress address) {
    for (SpecialBlock block : SpecialBlock.NOT_PUBLIC) {
      AddressRange range = block.prefix().range();
      if (range.contains(address)) {
        return range.last().next();
      }
    }
    return null;
  }

  /**
   * Tells two sets apart: a SHA-256, in hexadecimal digits, of all addresses with what they bear.
   */
  public String fingerprint() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    byte[][] bearings = new byte[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      String text = labels[i].ports() + " " + labels[i].isSingle() + " " + labels[i].spec() + "\n";
      bearings[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    ByteBuffer numbers = ByteBuffer.allocate(4 * Long.BYTES);
    for (int range = 0; range < labelNumbers.length; range++) {
      IpAddress first = addressAt(range, 0);
      IpAddress last = lastOf(range);
      numbers.putLong(first.high()).putLong(first.low()).putLong(last.high()).putLong(last.low());
      digest.update(numbers.flip());
      numbers.clear();
      digest.update(bearings[labelNumbers[range]]);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private IpAddress lastOf(int range) {
    long next = range + 1 < firstIndex.length ? firstIndex[range + 1] : hosts;
    return addressAt(range, next - 1 - firstIndex[range]);
  }

  private IpAddress addressAt(int range, long offset) {
    long high = firstHigh == ALL_ZERO ? 0 : firstHigh[range];
    return new IpAddress(high, firstLow[range]).plus(offset);
  }

  /** How many ranges are stored, which is what memory depends on. */
  int rangeCount() {
    return labelNumbers.length;
  }
}
