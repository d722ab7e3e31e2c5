package io.github.rdpsweep.html;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.segment.SegmentTally;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.Prefix;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The segments that a report shows: all of them up to a number, and beyond it those with trouble
 * first, then those with hosts.
 */
final class SegmentSample {

  /** A /8 by /24. */
  static final int MOST = 1 << 16;

  private final List<List<AddressRange>> found;
  private final List<Segment> segments = new ArrayList<>();
  private long count;

  private SegmentSample(List<Finding> findings) {
    this.found =
        findings.stream()
            .map(finding -> finding.prefixes().stream().map(Prefix::range).toList())
            .toList();
  }

  /** Those of a sweep. */
  static SegmentSample of(SegmentTally tally, List<Finding> findings) {
    return of(tally, findings, MOST);
  }

  static SegmentSample of(SegmentTally tally, List<Finding> findings, int most) {
    SegmentSample sample = new SegmentSample(findings);
    int[] ofRank = new int[3];
    for (Iterator<Segment> all = tally.segments().iterator(); all.hasNext(); ) {
      ofRank[sample.rank(all.next())]++;
      sample.count++;
    }
    int[] room = new int[3];
    int left = most;
    for (int rank = 0; rank < room.length; rank++) {
      room[rank] = Math.min(left, ofRank[rank]);
      left -= room[rank];
    }
    for (Iterator<Segment> all = tally.segments().iterator(); all.hasNext(); ) {
      Segment segment = all.next();
      if (room[sample.rank(segment)]-- > 0) {
        sample.segments.add(segment);
      }
    }
    return sample;
  }

  private int rank(Segment segment) {
    boolean troubled =
        segment.failures() > 0
            || segment.verdicts().get(Verdict.DEGRADED) > 0
            || numberOfFinding(segment) > 0;
    return troubled ? 0 : segment.expected() > 0 ? 1 : 2;
  }

  /** The number of the first finding that names some of its addresses, from 1; 0 if none does. */
  int numberOfFinding(Segment segment) {
    AddressRange range = segment.prefix().range();
    for (int i = 0; i < found.size(); i++) {
      for (AddressRange one : found.get(i)) {
        if (one.first().compareTo(range.last()) <= 0 && range.first().compareTo(one.last()) <= 0) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  /** Those that are shown, in the order of their addresses. */
  List<Segment> segments() {
    return segments;
  }

  /** How many there are. */
  long count() {
    return count;
  }
}
