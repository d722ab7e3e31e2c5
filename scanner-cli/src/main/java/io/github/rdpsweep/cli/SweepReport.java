package io.github.rdpsweep.cli;

import io.github.rdpsweep.html.HostSample;
import io.github.rdpsweep.html.HtmlReport;
import io.github.rdpsweep.html.MadeFacts;
import io.github.rdpsweep.html.Report;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.SummaryJson;
import io.github.rdpsweep.stats.LatencyCurve;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The HTML report of a sweep that runs: it keeps some rows, and is written when all are known. */
final class SweepReport implements OutputContent {

  private final OutputStream place;
  private final HostSample hosts = new HostSample();

  SweepReport(OutputStream place) {
    this.place = place;
  }

  @Override
  public Optional<OutputStream> rows() {
    return Optional.of(hosts.results());
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
            Optional.empty(),
            MadeFacts.of(summary.toByteArray()),
            Version.program()));
  }

  static Map<Stage, LatencyCurve> curves(Function<Stage, LatencyCurve> curve) {
    Map<Stage, LatencyCurve> curves = new EnumMap<>(Stage.class);
    StatsSnapshot.MEASURED_STAGES.forEach(stage -> curves.put(stage, curve.apply(stage)));
    return curves;
  }
}
