package io.github.rdpsweep.cli;

import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Grouping;
import io.github.rdpsweep.report.SnapshotReader;
import io.github.rdpsweep.report.SweepArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The sweeps before this one, which is compared with the last of them, and kept with them. */
final class SweepHistory {

  private final SweepArchive archive;
  private final int keep;
  private final Optional<Path> previous;

  private SweepHistory(SweepArchive archive, int keep, Optional<Path> previous) {
    this.archive = archive;
    this.keep = keep;
    this.previous = previous;
  }

  /**
   * Looks for them.
   *
   * @param keep how many to keep in the end
   */
  static SweepHistory in(Path folder, Path results, int keep) throws IOException {
    SweepArchive archive = new SweepArchive(folder, results);
    return new SweepHistory(archive, keep, archive.latest());
  }

  /** The last sweep before this one. */
  Optional<Path> previous() {
    return previous;
  }

  /**
   * Keeps this sweep.
   *
   * @param results its rows, all of them
   * @return what changed since the last one; empty if there was none
   * @throws IOException if that failed; the message is one line that names the file
   */
  Optional<Changes> add(Path results, Instant startedAt) throws IOException {
    try {
      Optional<Changes> changes = Optional.empty();
      if (previous.isPresent()) {
        changes = Optional.of(new Changes(previous.get(), compared(previous.get(), results)));
      }
      archive.add(results, startedAt);
      archive.keep(keep);
      return changes;
    } catch (IllegalArgumentException e) {
      throw new IOException("--history: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("--history: " + e.getMessage(), e);
    }
  }

  private static Comparison compared(Path before, Path after) {
    Conditions conditions = new Conditions();
    return Comparison.of(
        SnapshotReader.read(before, conditions),
        SnapshotReader.read(after, conditions),
        Grouping.SEGMENTS);
  }

  /**
   * What is otherwise than in the last sweep.
   *
   * @param previous its rows
   */
  record Changes(Path previous, Comparison comparison) {

    /** Whether someone should look: hosts work no more, or fail that did not. */
    boolean isForTheWorse() {
      return comparison.targets(ChangeKind.BROKE) > 0 || comparison.newFailures() > 0;
    }
  }
}
