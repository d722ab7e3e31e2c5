package io.github.rdpsweep.report;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.QosText;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the segments CSV: a header, then a row for each segment, in the form of {@link
 * ResultsCsv}. The user's own columns come last, as {@code segments_NAME}.
 */
public final class SegmentsCsv {

  private static final double NANOS_A_MILLI = 1e6;

  private final CsvTable table;
  private final int userColumns;

  private SegmentsCsv(CsvTable table, int userColumns) {
    this.table = table;
    this.userColumns = userColumns;
  }

  /**
   * Writes all of it.
   *
   * @param out where to; stays the caller's to close
   * @param userColumns names of what the user says of segments beside their names
   */
  public static void write(OutputStream out, List<String> userColumns, Stream<Segment> segments)
      throws IOException {
    try (CsvTable table = new CsvTable(out, header(userColumns))) {
      SegmentsCsv rows = new SegmentsCsv(table, userColumns.size());
      for (Iterator<Segment> all = segments.iterator(); all.hasNext(); ) {
        rows.write(all.next());
      }
    }
  }

  private static List<String> header(List<String> userColumns) {
    List<String> labels = new ArrayList<>();
    for (SegmentColumn column : SegmentColumn.values()) {
      labels.add(column.label());
    }
    for (String name : userColumns) {
      labels.add("segments_" + SafeCell.of(name));
    }
    return labels;
  }

  private void write(Segment segment) throws IOException {
    NamedPrefix place = segment.place();
    table.row();
    table.text(place.prefix().toString()); //           segment
    table.text(place.name()); //                        name
    table.text(segment.cause().label()); //             cause
    writeRatio(segment); //                             failure_ratio … ratio_high
    table.number(segment.failures()); //                failures
    table.number(segment.expected()); //                expected
    table.number(segment.swept()); //                   swept
    writeVerdicts(segment.verdicts()); //               ok … unknown
    writeCauses(segment.causes()); //                   network … undetermined
    table.text(segment.degradedCause().label()); //     degraded_cause
    table.number(segment.connected()); //               connected
    table.number(segment.resent()); //                  resent
    writeNanos(segment.latency().p50Nanos()); //        latency_p50_ms
    writeNanos(segment.latency().p90Nanos()); //        latency_p90_ms
    writeNanos(segment.latency().p99Nanos()); //        latency_p99_ms
    table.text(outcomes(segment.outcomes())); //        outcomes
    table.text(segment.uniform().map(Outcome::label).orElse("")); // uniform
    table.text(segment.note()); //                      note
    writeQuality(segment.quality()); //                 repeated … qos
    for (int i = 0; i < userColumns; i++) {
      table.text(i < place.cells().size() ? place.cells().get(i) : "");
    }
    table.endRow();
  }

  private void writeRatio(Segment segment) throws IOException {
    if (segment.failureRatio().isEmpty()) {
      for (int i = 0; i < 3; i++) {
        table.empty();
      }
      return;
    }
    WilsonInterval interval = segment.interval();
    writeShare(segment.failureRatio().getAsDouble());
    writeShare(interval.low());
    writeShare(interval.high());
  }

  private void writeQuality(Quality quality) throws IOException {
    table.number(quality.targets());
    table.number(quality.flipping());
    table.number(quality.sent());
    table.number(quality.lost());
    if (quality.sent() == 0) {
      for (int i = 0; i < 3; i++) {
        table.empty();
      }
    } else {
      WilsonInterval interval = quality.loss();
      writeShare((double) quality.lost() / quality.sent());
      writeShare(interval.low());
      writeShare(interval.high());
    }
    table.text(String.join("; ", QosText.differences(quality.qos())));
  }

  private void writeShare(double share) throws IOException {
    table.text(String.format(Locale.ROOT, "%.4f", share));
  }

  private void writeVerdicts(Map<Verdict, Integer> verdicts) throws IOException {
    for (Verdict verdict : Verdict.values()) {
      table.number(verdicts.get(verdict));
    }
  }

  private void writeCauses(Map<Cause, Integer> causes) throws IOException {
    for (Cause cause : Cause.values()) {
      if (cause != Cause.NONE) {
        table.number(causes.get(cause));
      }
    }
  }

  private void writeNanos(long nanos) throws IOException {
    table.text(nanos < 0 ? "" : String.format(Locale.ROOT, "%.3f", nanos / NANOS_A_MILLI));
  }

  /** {@code silent 240 unreachable 14}, the commonest first. */
  private static String outcomes(Map<Outcome, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getKey().label() + " " + entry.getValue())
        .collect(joining(" "));
  }
}
