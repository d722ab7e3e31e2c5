package io.github.rdpsweep.report;

import io.github.rdpsweep.compare.Change;
import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes what changed between two sweeps as CSV, in the form of the results. */
public final class ChangesCsv {

  private final CsvTable table;

  private ChangesCsv(CsvTable table) {
    this.table = table;
  }

  /** Writes a header, then a row for each change; the stream stays the caller's to close. */
  public static void write(OutputStream out, Comparison comparison) throws IOException {
    try (CsvTable table =
        new CsvTable(out, Arrays.stream(ChangeColumn.values()).map(ChangeColumn::label).toList())) {
      ChangesCsv changes = new ChangesCsv(table);
      for (ChangeKind kind : ChangeKind.values()) {
        comparison.forEach(kind, changes::write);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Change change) {
    try {
      table.row();
      if (change instanceof Change.OfSegment segment) {
        cells(segment);
      } else if (change instanceof Change.OfTarget target) {
        cells(target);
      }
      table.endRow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cells(Change.OfSegment change) throws IOException {
    table.text(change.kind().label()); //       change
    table.text(change.segment().toString()); // segment
    table.empty().empty().empty(); //           address, port, name
    table.number(change.targets()); //          targets
    table.number(change.of()); //               of
    table.empty().empty(); //                   before, after
    table.text(change.outcome()); //            outcome
    table.empty(); //                           cause
  }

  private void cells(Change.OfTarget change) throws IOException {
    table.text(change.kind().label()); //                                               change
    table.text(change.address().map(Prefix::segmentOf).map(Prefix::toString).orElse(""));
    table.text(change.address().map(IpAddress::toString).orElse("")); //                address
    table.number(change.port()); //                                                     port
    table.text(change.name()); //                                                       name
    table.number(1); //                                                                 targets
    table.empty(); //                                                                   of
    table
        .text(change.before())
        .text(change.after()); //                                before, after
    table
        .text(change.outcome())
        .text(change.cause()); //                               outcome, cause
  }
}
