package io.github.rdpsweep.segment;

import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.PrefixMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts a sweep by segment, a finished row at a time. Belongs to one thread.
 *
 * <p>A segment takes some 300 bytes, or 420 with latencies, and each block of 16 addresses with an
 * expected host some 140 more, up to 50 MB: a sweep of a /8 is tallied in 19 to 79 MB.
 */
public final class SegmentTally {

  private static final int NO_CELL = -1;

  private final List<NamedPrefix> names;
  private final List<Optional<NamedPrefix>> places;
  private final PrefixMap map;
  private final SegmentCounts[] named;

  private final KeyIndex unnamedIndex = new KeyIndex();
  private final List<SegmentCounts> unnamed = new ArrayList<>();

  private final CellTable cells = new CellTable();

  /** A tally of segments of 24 bits, or 64 of IPv6. */
  public SegmentTally() {
    this(List.of());
  }

  /**
   * A tally of named segments; what is in none of them is counted by 24 and 64 bits.
   *
   * @throws IllegalArgumentException naming a prefix that is listed twice
   */
  public SegmentTally(List<NamedPrefix> names) {
    this.names = List.copyOf(names);
    places = names.stream().map(Optional::of).toList();
    map = PrefixMap.of(names.stream().map(NamedPrefix::prefix).toList());
    named = new SegmentCounts[names.size()];
  }

  /** Counts a row. */
  public void add(Observation row) {
    int number = names.isEmpty() ? PrefixMap.NONE : map.indexOf(row.address());
    IpAddress address = IpAddress.of(row.address());
    if (number == PrefixMap.NONE) {
      number = named.length + unnamedIndex.numberOf(Prefix.segmentKey(address));
    }
    // Both look-ups before either is counted in, so that the processor waits for them together.
    int cell = row.isExpected() ? cells.cellOf(address, number) : NO_CELL;
    SegmentCounts counts = countsOf(number);
    double logLatency = row.latencyNanos() > 0 ? Math.log((double) row.latencyNanos()) : Double.NaN;
    counts.add(row, logLatency);
    if (cell != NO_CELL) {
      cells.add(cell, row, logLatency);
    }
  }

  /** The counts of a segment, which is new to it or not. */
  private SegmentCounts countsOf(int number) {
    if (number < named.length) {
      if (named[number] == null) {
        named[number] = new SegmentCounts();
      }
      return named[number];
    }
    int place = number - named.length;
    if (place == unnamed.size()) {
      unnamed.add(new SegmentCounts());
    }
    return unnamed.get(place);
  }

  /** The named segment that an address lies in. */
  public Optional<NamedPrefix> placeOf(InetAddress address) {
    int number = names.isEmpty() ? PrefixMap.NONE : map.indexOf(address);
    return number == PrefixMap.NONE ? Optional.empty() : places.get(number);
  }

  /**
   * All segments in which something was swept, in the order of their addresses; each is made when
   * it is asked for, since there may be 65,536 of them.
   */
  public Stream<Segment> segments() {
    return IntStream.range(0, size())
        .filter(this::isSwept)
        .boxed()
        .sorted(
            Comparator.comparing((Integer number) -> prefix(number).address())
                .thenComparing(number -> prefix(number).length()))
        .map(number -> Segment.of(place(number), counts(number)));
  }

  private boolean isSwept(int number) {
    return counts(number) != null;
  }

  private NamedPrefix place(int number) {
    return number < named.length ? names.get(number) : new NamedPrefix(prefix(number), "");
  }

  /** The blocks that findings are made of. */
  CellTable cells() {
    return cells;
  }

  /** Whether a device spoke for the addresses of a segment. */
  boolean isUniform(int number) {
    return isSwept(number) && UniformAnswer.of(counts(number)).isPresent();
  }

  /** What the user calls a segment, or empty. */
  String name(int number) {
    return number < named.length ? names.get(number).name() : "";
  }

  /** The addresses of a segment. */
  Prefix prefix(int number) {
    return number < named.length
        ? names.get(number).prefix()
        : Prefix.ofSegmentKey(unnamedIndex.key(number - named.length));
  }

  int size() {
    return named.length + unnamed.size();
  }

  private SegmentCounts counts(int number) {
    return number < named.length ? named[number] : unnamed.get(number - named.length);
  }
}
