package io.github.rdpsweep.report;

import static com.fasterxml.jackson.dataformat.csv.CsvSchema.ColumnType.STRING;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
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

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final double NANOS_A_MILLI = 1e6;

  private final CsvGenerator csv;
  private final int userColumns;

  private SegmentsCsv(CsvGenerator csv, int userColumns) {
    this.csv = csv;
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
    CsvGenerator csv = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    List<String> header = header(userColumns);
    csv.setSchema(CsvSchema.builder().setLineSeparator("\n").addColumns(header, STRING).build());
    csv.writeStartArray();
    for (String label : header) {
      csv.writeString(label);
    }
    csv.writeEndArray();
    SegmentsCsv rows = new SegmentsCsv(csv, userColumns.size());
    for (Iterator<Segment> all = segments.iterator(); all.hasNext(); ) {
      rows.write(all.next());
    }
    csv.flush();
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
    csv.writeStartArray();
    csv.writeString(place.prefix().toString()); //          segment
    csv.writeString(SafeCell.of(place.name())); //          name
    csv.writeString(segment.cause().label()); //            cause
    writeRatio(segment); //                                 failure_ratio … ratio_high
    csv.writeNumber(segment.failures()); //                 failures
    csv.writeNumber(segment.expected()); //                 expected
    csv.writeNumber(segment.swept()); //                    swept
    writeVerdicts(segment.verdicts()); //                   ok … unknown
    writeCauses(segment.causes()); //                       network … undetermined
    csv.writeString(segment.degradedCause().label()); //    degraded_cause
    csv.writeNumber(segment.connected()); //                connected
    csv.writeNumber(segment.resent()); //                   resent
    writeNanos(segment.latency().p50Nanos()); //            latency_p50_ms
    writeNanos(segment.latency().p90Nanos()); //            latency_p90_ms
    writeNanos(segment.latency().p99Nanos()); //            latency_p99_ms
    csv.writeString(outcomes(segment.outcomes())); //       outcomes
    csv.writeString(segment.uniform().map(Outcome::label).orElse("")); // uniform
    csv.writeString(segment.note()); //                     note
    writeQuality(segment.quality()); //                     repeated … qos
    for (int i = 0; i < userColumns; i++) {
      csv.writeString(i < place.cells().size() ? SafeCell.of(place.cells().get(i)) : "");
    }
    csv.writeEndArray();
  }

  private void writeRatio(Segment segment) throws IOException {
    if (segment.failureRatio().isEmpty()) {
      for (int i = 0; i < 3; i++) {
        csv.writeString("");
      }
      return;
    }
    WilsonInterval interval = segment.interval();
    writeShare(segment.failureRatio().getAsDouble());
    writeShare(interval.low());
    writeShare(interval.high());
  }

  private void writeQuality(Quality quality) throws IOException {
    csv.writeNumber(quality.targets());
    csv.writeNumber(quality.flipping());
    csv.writeNumber(quality.sent());
    csv.writeNumber(quality.lost());
    if (quality.sent() == 0) {
      for (int i = 0; i < 3; i++) {
        csv.writeString("");
      }
    } else {
      WilsonInterval interval = quality.loss();
      writeShare((double) quality.lost() / quality.sent());
      writeShare(interval.low());
      writeShare(interval.high());
    }
    csv.writeString(String.join("; ", QosText.differences(quality.qos())));
  }

  private void writeShare(double share) throws IOException {
    csv.writeString(String.format(Locale.ROOT, "%.4f", share));
  }

  private void writeVerdicts(Map<Verdict, Integer> verdicts) throws IOException {
    for (Verdict verdict : Verdict.values()) {
      csv.writeNumber(verdicts.get(verdict));
    }
  }

  private void writeCauses(Map<Cause, Integer> causes) throws IOException {
    for (Cause cause : Cause.values()) {
      if (cause != Cause.NONE) {
        csv.writeNumber(causes.get(cause));
      }
    }
  }

  private void writeNanos(long nanos) throws IOException {
    csv.writeString(nanos < 0 ? "" : String.format(Locale.ROOT, "%.3f", nanos / NANOS_A_MILLI));
  }

  /** {@code silent 240 unreachable 14}, the commonest first. */
  private static String outcomes(Map<Outcome, Integer> outcomes) {
    return outcomes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getKey().label() + " " + entry.getValue())
        .collect(joining(" "));
  }
}
