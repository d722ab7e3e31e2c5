package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.NewFailures;
import io.github.rdpsweep.probe.ProbeResult;
import java.util.List;

/**
 * Makes rows of results, with their diagnoses, and counts these. Belongs to one thread: while a
 * sweep runs, to the writer of its {@link ResultPipeline}.
 */
public final class ResultRows {

  private final Diagnoser diagnoser;
  private final KnownHosts known;
  private final DiagnosisCounts counts = new DiagnosisCounts();
  private final NewFailures newFailures = new NewFailures();

  /**
   * Creates a maker of rows.
   *
   * @param known what is known of hosts beside their results
   */
  public ResultRows(Diagnoser diagnoser, KnownHosts known) {
    this.diagnoser = diagnoser;
    this.known = known;
  }

  /** Columns of the inventory, for {@link ResultsCsv}. */
  public List<String> inventoryColumns() {
    return known.inventory().columns();
  }

  /** The row of a result, which is counted with it. */
  public ResultRow of(ProbeResult result) {
    HostContext context = known.contextOf(result.target());
    Diagnosis diagnosis = diagnoser.diagnose(result, context);
    counts.add(diagnosis);
    newFailures.add(result.target(), context, diagnosis);
    Inventory inventory = known.inventory();
    List<String> cells =
        inventory.columns().isEmpty() ? List.of() : inventory.cellsOf(result.target());
    return new ResultRow(result, diagnosis, cells);
  }

  /** Counts of all rows so far. */
  public DiagnosisCounts counts() {
    return counts;
  }

  /** Failures so far that the baseline does not have. */
  public NewFailures newFailures() {
    return newFailures;
  }
}
