package io.github.rdpsweep.cli;

import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.compare.Conditions;
import io.github.rdpsweep.compare.Grouping;
import io.github.rdpsweep.compare.Snapshot;
import io.github.rdpsweep.html.HostSample;
import io.github.rdpsweep.html.HtmlReport;
import io.github.rdpsweep.html.MadeFacts;
import io.github.rdpsweep.html.Report;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.ManyOutputs;
import io.github.rdpsweep.report.SnapshotReader;
import io.github.rdpsweep.report.SummaryJson;
import io.github.rdpsweep.report.SweptSnapshot;
import io.github.rdpsweep.stats.LatencyCurve;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The HTML report of a sweep that runs: it keeps some rows, and is written when all are known. */
final class SweepReport implements OutputContent {

  /** An earlier sweep, and this one as far as it came. */
  private record Both(Snapshot earlier, SweptSnapshot now) {

    static Both with(Path baseline) {
      Conditions conditions = new Conditions();
      return new Both(SnapshotReader.read(baseline, conditions), new SweptSnapshot(conditions));
    }

    Comparison compared() {
      return Comparison.of(earlier, now.build(), Grouping.SEGMENTS);
    }
  }

  private final OutputStream place;
  private final Optional<Both> both;
  private final HostSample hosts = new HostSample();

  private SweepReport(OutputStream place, Optional<Both> both) {
    this.place = place;
    this.both = both;
  }

  /**
   * What makes a report, once its place is open.
   *
   * @param baseline read now, before anything is opened; the sweep's own results may take its place
   * @throws IllegalArgumentException naming the baseline's file, line and reason
   */
  static Function<OutputStream, OutputContent> comparedWith(Optional<Path> baseline) {
    Optional<Both> both = baseline.map(Both::with);
    return place -> new SweepReport(place, both);
  }

  @Override
  public Optional<OutputStream> rows() {
    List<ManyOutputs.Place> places = new ArrayList<>();
    places.add(new ManyOutputs.Place("report", hosts.results()));
    both.ifPresent(
        compared -> places.add(new ManyOutputs.Place("changes", compared.now().results())));
    return Optional.of(new ManyOutputs(places));
  }

  @Override
  public boolean hasEnd() {
    return true;
  }

  @Override
  public void end(SweepEnd end) throws IOException {
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    SummaryJson.write(summary, end.summary(), end.conclusions());
    StatsSnapshot stats = end.summary().stats();
    HtmlReport.write(
        place,
        new Report(
            end.conclusions(),
            end.rows().sweep(),
            stats.outcomes(),
            curves(stats::curve),
            hosts,
            both.map(Both::compared),
            MadeFacts.of(summary.toByteArray()),
            Version.program()));
  }

  static Map<Stage, LatencyCurve> curves(Function<Stage, LatencyCurve> curve) {
    Map<Stage, LatencyCurve> curves = new EnumMap<>(Stage.class);
    StatsSnapshot.MEASURED_STAGES.forEach(stage -> curves.put(stage, curve.apply(stage)));
    return curves;
  }
}
