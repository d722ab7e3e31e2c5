package io.github.rdpsweep.report;

import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Sighting;
import io.github.rdpsweep.compare.Snapshot;
import java.io.OutputStream;

/**
 * Makes the snapshot of a sweep while its results CSV is written, as {@link SnapshotReader} makes
 * one of the file. Belongs to one thread.
 */
public final class SweptSnapshot {

  private final Snapshot.Builder snapshot;

  /**
   * A snapshot without rows.
   *
   * @param conditions those of all sweeps that are compared
   */
  public SweptSnapshot(Conditions conditions) {
    snapshot = new Snapshot.Builder(conditions);
  }

  /** Takes the bytes of the results CSV. */
  public OutputStream results() {
    return ReshapedResults.into(new TextRows(this::add));
  }

  private void add(RowTexts row) {
    String address = row.text(ResultColumn.ADDRESS);
    String target = row.text(ResultColumn.TARGET);
    boolean found = !address.isEmpty();
    snapshot.add(
        found ? ResultCells.addressIn(address) : Sighting.NO_ADDRESS,
        Integer.parseInt(row.text(ResultColumn.PORT)),
        found ? ResultCells.nameIn(target) : target,
        SnapshotReader.certificate(row.text(ResultColumn.CERT_SHA256)),
        SnapshotReader.condition(ResultCells.verdictIn(row.text(ResultColumn.VERDICT)), row));
  }

  /** The snapshot of all rows; ends the use of this. */
  public Snapshot build() {
    return snapshot.build();
  }
}
