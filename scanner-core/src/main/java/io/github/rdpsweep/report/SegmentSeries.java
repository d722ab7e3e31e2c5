package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.segment.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * What a monitoring system is told of one segment, or of all that are not worth a series each.
 *
 * @param segment its prefix, or {@link #OTHER}
 * @param name what the user calls it, or empty
 * @param expected targets that exist
 * @param failing those that fail, by every cause but {@link Cause#NONE}
 */
record SegmentSeries(String segment, String name, long expected, Map<Cause, Long> failing) {

  static final String OTHER = "other";

  SegmentSeries {
    Objects.requireNonNull(segment);
    Objects.requireNonNull(name);
    failing = Collections.unmodifiableMap(new EnumMap<>(failing));
  }

  /** Those with most failures, in the order of their addresses, and the others as one. */
  static List<SegmentSeries> of(Stream<Segment> segments, int most) {
    Comparator<Segment> byFailures = Comparator.comparingInt(Segment::failures);
    PriorityQueue<Segment> worst =
        new PriorityQueue<>(byFailures.thenComparing(each -> each.prefix().address()));
    Map<Cause, Long> otherFailing = noFailures();
    long otherExpected = 0;
    for (Iterator<Segment> all = segments.iterator(); all.hasNext(); ) {
      worst.add(all.next());
      if (worst.size() > most) {
        Segment other = worst.remove();
        otherExpected += other.expected();
        add(other, otherFailing);
      }
    }
    List<Segment> sorted = new ArrayList<>(worst);
    sorted.sort(Comparator.comparing(each -> each.prefix().address()));
    List<SegmentSeries> series = new ArrayList<>(sorted.stream().map(SegmentSeries::of).toList());
    series.add(new SegmentSeries(OTHER, "", otherExpected, otherFailing));
    return series;
  }

  private static SegmentSeries of(Segment segment) {
    Map<Cause, Long> failing = noFailures();
    add(segment, failing);
    return new SegmentSeries(
        segment.prefix().toString(), segment.name(), segment.expected(), failing);
  }

  private static Map<Cause, Long> noFailures() {
    Map<Cause, Long> none = new EnumMap<>(Cause.class);
    for (Cause cause : Cause.values()) {
      if (cause != Cause.NONE) {
        none.put(cause, 0L);
      }
    }
    return none;
  }

  private static void add(Segment segment, Map<Cause, Long> failing) {
    segment
        .causes()
        .forEach((cause, count) -> failing.computeIfPresent(cause, (c, n) -> n + count));
  }
}
