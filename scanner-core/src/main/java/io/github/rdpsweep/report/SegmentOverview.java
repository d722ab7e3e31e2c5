package io.github.rdpsweep.report;

import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The segments of a sweep in a summary: how many there are, and those that fail most or that a
 * finding names.
 *
 * @param swept segments in which something was probed
 * @param failing of these, the ones with an expected host that fails
 * @param expected expected hosts in all of them
 * @param worst segments that a finding names, then others that fail, those with most failures
 *     first; no more than {@link #MOST}
 */
public record SegmentOverview(int swept, int failing, long expected, List<Segment> worst) {

  /** What a summary can hold, and a reader read. */
  public static final int MOST = 100;

  public SegmentOverview {
    worst = List.copyOf(worst);
  }

  static SegmentOverview of(Stream<Segment> segments, List<Finding> findings) {
    List<AddressRange> found =
        findings.stream().flatMap(each -> each.prefixes().stream()).map(Prefix::range).toList();
    Comparator<Ranked> worstFirst =
        Comparator.comparing(Ranked::found)
            .thenComparing(ranked -> ranked.segment().failures())
            .reversed();
    PriorityQueue<Ranked> worst = new PriorityQueue<>(worstFirst.reversed());
    int swept = 0;
    int failing = 0;
    long expected = 0;
    for (Iterator<Segment> all = segments.iterator(); all.hasNext(); ) {
      Segment segment = all.next();
      swept++;
      failing += segment.failures() > 0 ? 1 : 0;
      expected += segment.expected();
      Ranked ranked = new Ranked(segment, isIn(found, segment.prefix().range()));
      if (ranked.found() || segment.failures() > 0) {
        worst.add(ranked);
        if (worst.size() > MOST) {
          worst.poll();
        }
      }
    }
    List<Ranked> sorted = new ArrayList<>(worst);
    sorted.sort(worstFirst.thenComparing(ranked -> ranked.segment().prefix().address()));
    return new SegmentOverview(
        swept, failing, expected, sorted.stream().map(Ranked::segment).toList());
  }

  private static boolean isIn(List<AddressRange> found, AddressRange segment) {
    return found.stream()
        .anyMatch(
            range ->
                range.first().compareTo(segment.last()) <= 0
                    && segment.first().compareTo(range.last()) <= 0);
  }

  /**
   * A segment and how much it matters.
   *
   * @param found whether a finding names some of its addresses
   */
  private record Ranked(Segment segment, boolean found) {}
}
