package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.NewFailures;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.segment.Observation;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.segment.QualityTally;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.segment.SegmentTally;
import io.github.rdpsweep.target.Target;
import java.util.List;
import java.util.Objects;

/**
 * What is counted of all rows of a sweep: while it runs, or from a file that it wrote, with the
 * same {@link Conclusions}. Belongs to one thread.
 */
public final class SweepTally {

  private final KnownHosts known;
  private final SegmentNames names;
  private final PolicyTally policy;
  private final DiagnosisCounts counts = new DiagnosisCounts();
  private final NewFailures newFailures = new NewFailures();
  private final QualityTally quality = new QualityTally();
  private final SegmentTally segments;

  /**
   * A tally of rows that were written.
   *
   * @param names the segments that the user named
   */
  public SweepTally(SegmentNames names) {
    this(KnownHosts.NONE, names, new PolicyTally(Policy.NONE));
  }

  /** A tally of a sweep. */
  SweepTally(KnownHosts known, SegmentNames names, PolicyTally policy) {
    this.known = Objects.requireNonNull(known);
    this.names = Objects.requireNonNull(names);
    this.policy = Objects.requireNonNull(policy);
    this.segments = new SegmentTally(names.prefixes());
  }

  /** Counts a row that was written before. */
  public void add(WrittenRow row) {
    Verdict before = known.contextOf(row.target()).baseline();
    add(row.target(), before, row.diagnosis());
    row.observation().ifPresent(this::add);
    policy.add(row.violations());
  }

  /**
   * Counts a row, but for its policy and for what segments keep of it.
   *
   * @param before what the baseline says of it
   */
  void add(Target target, Verdict before, Diagnosis diagnosis) {
    counts.add(diagnosis);
    newFailures.add(target, before, diagnosis.verdict());
  }

  /** Counts what segments keep of a row; a name that was not found lies in none. */
  void add(Observation observation) {
    quality.add(observation.repetition());
    segments.add(observation);
  }

  /** Targets by verdict and cause. */
  public DiagnosisCounts counts() {
    return counts;
  }

  /** Failures that the baseline does not have. */
  public NewFailures newFailures() {
    return newFailures;
  }

  /** All rows by segment. */
  public SegmentTally segments() {
    return segments;
  }

  /** What the user says of segments beside their names, for {@link SegmentsCsv}. */
  public List<String> segmentColumns() {
    return names.columns();
  }

  /** What repeated probes showed. */
  public Quality quality() {
    return quality.quality();
  }

  /** How the rows stand to the policy. */
  public PolicyTally policy() {
    return policy;
  }
}
