package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Baseline;
import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.BaselineReader;
import io.github.rdpsweep.report.InventoryReader;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.SegmentsReader;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.ResolvedTargets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is known of hosts beforehand, and how they are judged. */
final class DiagnosisOptions {

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      description = {
        "Hosts that exist: CSV with a column address or host. One that is silent is failing, and not"
            + " absent. Other columns are appended to the results, as inventory_NAME. Default: none;"
            + " targets that are single addresses or names are known to exist anyway."
      })
  private Path inventory;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Results of an earlier sweep: a host that was ok, degraded or failing is known to exist."
              + " Default: none.")
  private Path baseline;

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description = {
        "Names of segments: CSV with the columns prefix and name; the longest prefix wins. Other"
            + " columns are appended to the segments CSV, as segments_NAME. Default: none; a segment"
            + " is a /24, or a /64 of IPv6."
      })
  private Path segments;

  @Option(
      names = "--slow-rtt",
      paramLabel = "D",
      defaultValue = "150ms",
      converter = TimeoutConverter.class,
      description = "A longer round trip makes a host degraded. Default: ${DEFAULT-VALUE}.")
  private Duration slowRoundTrip;

  @Option(
      names = "--slow-reply",
      paramLabel = "D",
      defaultValue = "1s",
      converter = TimeoutConverter.class,
      description =
          "So does an answer that takes the server longer than this, beside the round trip."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration slowReply;

  @Option(
      names = "--lossy",
      paramLabel = "N",
      defaultValue = "2",
      description = "So do N lost packets in one exchange. Default: ${DEFAULT-VALUE}.")
  private int lossyPackets;

  @Option(
      names = "--fail-on",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "none",
      description =
          "Exit with 1 if there is such a host: failing; new: failing now and not in the baseline;"
              + " or none. Default: ${DEFAULT-VALUE}.")
  private Set<FailOn> failOn;

  /**
   * Reads the files, and tells of hosts in them that are not found or not swept.
   *
   * @param offered the protocols that the sweep offers
   * @param targets what it sweeps
   * @throws IllegalArgumentException for whatever is wrong with them
   */
  SweepDiagnosis diagnosis(SecurityProtocol offered, ResolvedTargets targets, PrintStream err)
      throws InterruptedException {
    Thresholds thresholds = thresholds();
    if (failOn.contains(FailOn.NEW) && baseline == null) {
      throw new IllegalArgumentException("--fail-on: new needs --baseline FILE to compare with");
    }
    Baseline earlier = baseline == null ? Baseline.NONE : BaselineReader.read(baseline);
    SegmentNames names = segments == null ? SegmentNames.NONE : SegmentsReader.read(segments);
    Inventory hosts =
        inventory == null ? Inventory.NONE : InventoryReader.read(inventory, NameResolver.system());
    if (!hosts.notFound().isEmpty()) {
      err.println(
          String.format(
              "rdpsweep: %s: %d names were not found, such as %s; their hosts are known only as"
                  + " targets of the same name",
              inventory, hosts.notFound().size(), hosts.notFound().get(0)));
    }
    InventoryCoverage coverage = InventoryCoverage.of(hosts, targets);
    if (coverage.notSwept() > 0) {
      err.println(
          String.format(
              "rdpsweep: %s: %d of %d hosts are not swept, such as %s: no target covers them, or they"
                  + " are excluded",
              inventory, coverage.notSwept(), coverage.hosts(), coverage.example()));
    }
    ResultRows rows =
        new ResultRows(new Diagnoser(thresholds, offered), new KnownHosts(hosts, earlier), names);
    return new SweepDiagnosis(rows, baseline != null, failOn, coverage);
  }

  /** Columns that the inventory, if there is one, adds to the results. */
  List<String> inventoryColumns() {
    return inventory == null ? List.of() : InventoryReader.columns(inventory);
  }

  private Thresholds thresholds() {
    if (lossyPackets < 1) {
      throw new IllegalArgumentException("--lossy: " + lossyPackets + " is less than 1");
    }
    return new Thresholds(slowRoundTrip, slowReply, lossyPackets);
  }
}
