package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.NewFailures;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.Observation;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.segment.SegmentTally;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Makes rows of results, with their diagnoses, and counts these, by segment too. Belongs to one
 * thread: while a sweep runs, to the writer of its {@link ResultPipeline}.
 */
public final class ResultRows {

  private final Diagnoser diagnoser;
  private final KnownHosts known;
  private final PolicyJudge policy;
  private final SweepTally tally;

  /** Creates a maker of rows without a policy. */
  public ResultRows(Diagnoser diagnoser, KnownHosts known, SegmentNames segments) {
    this(diagnoser, known, segments, PolicyJudge.none());
  }

  /**
   * Creates a maker of rows.
   *
   * @param known what is known of hosts beside their results
   * @param segments the segments that the user named
   * @param policy judges them
   */
  public ResultRows(
      Diagnoser diagnoser, KnownHosts known, SegmentNames segments, PolicyJudge policy) {
    this.diagnoser = diagnoser;
    this.known = known;
    this.policy = policy;
    this.tally = new SweepTally(known, segments, policy.tally());
  }

  /** Columns of the inventory, for {@link ResultsCsv}. */
  public List<String> inventoryColumns() {
    return known.inventory().columns();
  }

  /** The row of a result, which is counted with it. */
  public ResultRow of(ProbeResult result) {
    HostContext context = known.contextOf(result);
    Diagnosis diagnosis = diagnoser.diagnose(result, context);
    tally.add(result.target(), context.baseline(), diagnosis);
    Optional<NamedPrefix> segment = Optional.empty();
    InetAddress address = result.target().endpoint().getAddress();
    if (address != null) { // else a name that was not found, and lies nowhere
      tally.add(Observation.of(result, context, diagnosis));
      segment = tally.segments().placeOf(address);
    }
    Inventory inventory = known.inventory();
    List<String> cells =
        inventory.columns().isEmpty() ? List.of() : inventory.cellsOf(result.target());
    return new ResultRow(
        result,
        diagnosis,
        Presence.of(context, diagnosis.verdict()),
        segment,
        policy.violations(result),
        cells);
  }

  /** What is counted of all rows so far; rows that were written before can be added to it. */
  public SweepTally sweep() {
    return tally;
  }

  /** What repeated probes showed so far. */
  public Quality quality() {
    return tally.quality();
  }

  /** How all rows so far stand to the policy. */
  public PolicyTally policy() {
    return tally.policy();
  }

  /** Counts of all rows so far. */
  public DiagnosisCounts counts() {
    return tally.counts();
  }

  /** Failures so far that the baseline does not have. */
  public NewFailures newFailures() {
    return tally.newFailures();
  }

  /** All rows so far by segment. */
  public SegmentTally tally() {
    return tally.segments();
  }

  /** What the user says of segments beside their names, for {@link SegmentsCsv}. */
  public List<String> segmentColumns() {
    return tally.segmentColumns();
  }
}
