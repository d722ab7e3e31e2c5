package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.segment.QualityTally;
import java.util.List;

/**
 * Makes rows of results, with their diagnoses, and counts these. Belongs to one thread: while a
 * sweep runs, to the writer of its {@link ResultPipeline}.
 */
public final class ResultRows {

  private final Diagnoser diagnoser;
  private final KnownHosts known;
  private final QualityTally quality;
  private final DiagnosisCounts counts = new DiagnosisCounts();

  /** Creates a maker of rows of targets that are probed once. */
  public ResultRows(Diagnoser diagnoser, KnownHosts known) {
    this(diagnoser, known, new QualityTally(Repeats.NONE));
  }

  /**
   * Creates a maker of rows.
   *
   * @param known what is known of hosts beside their results
   * @param quality takes what repeated probes show
   */
  public ResultRows(Diagnoser diagnoser, KnownHosts known, QualityTally quality) {
    this.diagnoser = diagnoser;
    this.known = known;
    this.quality = quality;
  }

  /** Columns of the inventory, for {@link ResultsCsv}. */
  public List<String> inventoryColumns() {
    return known.inventory().columns();
  }

  /** The row of a result, which is counted with it. */
  public ResultRow of(ProbeResult result) {
    Diagnosis diagnosis = diagnoser.diagnose(result, known.contextOf(result.target()));
    counts.add(diagnosis);
    quality.add(result.supplement().series());
    Inventory inventory = known.inventory();
    List<String> cells =
        inventory.columns().isEmpty() ? List.of() : inventory.cellsOf(result.target());
    return new ResultRow(result, diagnosis, cells);
  }

  /** What repeated probes showed so far. */
  public QualityTally quality() {
    return quality;
  }

  /** Counts of all rows so far. */
  public DiagnosisCounts counts() {
    return counts;
  }
}
