package io.github.rdpsweep.report;

import io.github.rdpsweep.compare.Condition;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Sighting;
import io.github.rdpsweep.compare.Snapshot;
import io.github.rdpsweep.diagnosis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Reads the results CSV of a sweep, as far as it is compared with another. */
public final class SnapshotReader {

  private static final Set<ResultColumn> NEEDED =
      EnumSet.of(ResultColumn.ADDRESS, ResultColumn.PORT, ResultColumn.VERDICT);

  private static final Set<ResultColumn> COMPARED =
      EnumSet.of(
          ResultColumn.TARGET,
          ResultColumn.CAUSE,
          ResultColumn.OUTCOME,
          ResultColumn.SELECTED_PROTOCOL,
          ResultColumn.TLS_VERSION,
          ResultColumn.CERT_SHA256,
          ResultColumn.OS_BUILD);

  private static final int FINGERPRINT_DIGITS = 64;
  private static final int KEPT_DIGITS = 16;

  private SnapshotReader() {}

  /**
   * Reads a file.
   *
   * @param conditions those of all sweeps that are compared
   * @throws IllegalArgumentException naming file, line and reason
   */
  public static Snapshot read(Path file, Conditions conditions) {
    return CsvRows.read(file, rows -> read(rows, conditions));
  }

  private static Snapshot read(CsvRows rows, Conditions conditions) throws IOException {
    ResultCells cells = new ResultCells(rows, NEEDED, COMPARED, "only results CSVs are compared");
    Snapshot.Builder snapshot = new Snapshot.Builder(conditions);
    while (rows.next()) {
      snapshot.add(
          cells.hasAddress() ? cells.address() : Sighting.NO_ADDRESS,
          cells.port(),
          cells.hasAddress() ? cells.name() : cells.text(ResultColumn.TARGET),
          certificate(rows, cells.text(ResultColumn.CERT_SHA256)),
          condition(cells.verdict(), cells::text));
    }
    return snapshot.build();
  }

  /** What is compared of a row. */
  static Condition condition(Verdict verdict, RowTexts row) {
    return new Condition(
        verdict,
        row.text(ResultColumn.CAUSE),
        row.text(ResultColumn.OUTCOME),
        row.text(ResultColumn.SELECTED_PROTOCOL),
        row.text(ResultColumn.TLS_VERSION),
        row.text(ResultColumn.OS_BUILD));
  }

  private static long certificate(CsvRows rows, String text) {
    if (text.isEmpty() || text.length() == FINGERPRINT_DIGITS) {
      try {
        return certificate(text);
      } catch (NumberFormatException e) {
        // refused below
      }
    }
    throw rows.refuse('"' + SafeCell.of(text) + "\": no SHA-256 fingerprint of 64 digits");
  }

  /** The first digits of a fingerprint, which are as good as all of them to see a change. */
  static long certificate(String fingerprint) {
    return fingerprint.isEmpty()
        ? Sighting.NO_CERTIFICATE
        : Long.parseUnsignedLong(fingerprint.substring(0, KEPT_DIGITS), 16);
  }
}
