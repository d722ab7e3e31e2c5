package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.rdpsweep.compare.Change;
import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes what changed between two sweeps as CSV, in the form of the results. */
public final class ChangesCsv {

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final CsvGenerator csv;

  private ChangesCsv(CsvGenerator csv) {
    this.csv = csv;
  }

  /** Writes a header, then a row for each change; the stream stays the caller's to close. */
  public static void write(OutputStream out, Comparison comparison) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\n");
    for (ChangeColumn column : ChangeColumn.values()) {
      schema.addColumn(column.label());
    }
    try (CsvGenerator csv = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      csv.setSchema(schema.build());
      csv.writeStartArray();
      for (ChangeColumn column : ChangeColumn.values()) {
        csv.writeString(column.label());
      }
      csv.writeEndArray();
      ChangesCsv changes = new ChangesCsv(csv);
      for (ChangeKind kind : ChangeKind.values()) {
        comparison.forEach(kind, changes::write);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Change change) {
    try {
      csv.writeStartArray();
      if (change instanceof Change.OfSegment segment) {
        cells(segment);
      } else if (change instanceof Change.OfTarget target) {
        cells(target);
      }
      csv.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cells(Change.OfSegment change) throws IOException {
    csv.writeString(change.kind().label()); //       change
    csv.writeString(change.segment().toString()); // segment
    csv.writeString(""); //                          address
    csv.writeString(""); //                          port
    csv.writeString(""); //                          name
    csv.writeNumber(change.targets()); //            targets
    csv.writeNumber(change.of()); //                 of
    csv.writeString(""); //                          before
    csv.writeString(""); //                          after
    text(change.outcome()); //                       outcome
    csv.writeString(""); //                          cause
  }

  private void cells(Change.OfTarget change) throws IOException {
    csv.writeString(change.kind().label()); //                                         change
    text(change.address().map(Prefix::segmentOf).map(Prefix::toString).orElse("")); // segment
    text(change.address().map(IpAddress::toString).orElse("")); //                     address
    csv.writeNumber(change.port()); //                                                 port
    text(change.name()); //                                                            name
    csv.writeNumber(1); //                                                             targets
    csv.writeString(""); //                                                            of
    text(change.before()); //                                                          before
    text(change.after()); //                                                           after
    text(change.outcome()); //                                                         outcome
    text(change.cause()); //                                                           cause
  }

  private void text(String text) throws IOException {
    csv.writeString(SafeCell.of(text));
  }
}
