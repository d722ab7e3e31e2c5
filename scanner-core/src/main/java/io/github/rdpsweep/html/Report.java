package io.github.rdpsweep.html;

import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.SweepTally;
import io.github.rdpsweep.stats.LatencyCurve;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a report tells of a sweep.
 *
 * @param conclusions what its rows show together
 * @param tally its rows, counted
 * @param outcomes its rows by outcome
 * @param curves latencies of stages that were measured
 * @param hosts its rows, or some of them
 * @param changes what is otherwise than in an earlier sweep, if there is one
 * @param made how the sweep was made
 * @param madeBy the program and its version
 */
public record Report(
    Conclusions conclusions,
    SweepTally tally,
    Map<Outcome, Long> outcomes,
    Map<Stage, LatencyCurve> curves,
    HostSample hosts,
    Optional<Comparison> changes,
    List<MadeFact> made,
    String madeBy) {

  public Report {
    Objects.requireNonNull(conclusions);
    Objects.requireNonNull(tally);
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
    Map<Stage, LatencyCurve> copy = new EnumMap<>(Stage.class);
    copy.putAll(curves);
    curves = Collections.unmodifiableMap(copy);
    Objects.requireNonNull(hosts);
    Objects.requireNonNull(changes);
    made = List.copyOf(made);
    Objects.requireNonNull(madeBy);
  }
}
