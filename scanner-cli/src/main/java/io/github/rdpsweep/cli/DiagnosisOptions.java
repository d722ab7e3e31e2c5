package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Baseline;
import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.policy.PolicyCheck;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.BaselineReader;
import io.github.rdpsweep.report.InventoryReader;
import io.github.rdpsweep.report.PolicyJudge;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.SegmentsReader;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.ResolvedTargets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
      paramLabel = "PERCENT",
      defaultValue = "1",
      converter = PercentConverter.class,
      description =
          "So does a larger share of lost packets, if it is no bad luck. Default:"
              + " ${DEFAULT-VALUE}.")
  private double loss;

  @Option(
      names = "--jittery",
      paramLabel = "D",
      defaultValue = "30ms",
      converter = TimeoutConverter.class,
      description =
          "So do round trips that differ more from one to the next (--repeat 4 and above)."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration jitter;

  @Option(
      names = "--policy",
      paramLabel = "LIST",
      converter = PolicyConverter.class,
      hideParamSyntax = true,
      description = {
        "Checks for the column policy_violations, in quotes: nla-required, no-legacy-rdp (both need"
            + " --security), tls>=1.2, cert-valid>=30d (--depth tls), os-supported, clock-skew<5m"
            + " (--depth identity). What was not measured is no violation. Default: none."
      })
  private Policy policy = Policy.NONE;

  @Option(
      names = "--fail-on",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      defaultValue = "none",
      description =
          "Exit with 1 if there is such a host: failing; new: failing now and not in the baseline;"
              + " policy: violating --policy; or none. Default: ${DEFAULT-VALUE}.")
  private Set<FailOn> failOn;

  @Option(
      names = "--trace-findings",
      description = {
        "When the sweep is over, trace the paths to up to 2 silent hosts of each of the first 5"
            + " findings of cause network or firewall, and to the nearest hosts that work; 3 minutes"
            + " at most. Linux only."
      })
  private boolean traceFindings;

  /**
   * Reads the files, and tells of hosts in them that are not found or not swept.
   *
   * @param config the sweep
   * @param targets what it sweeps
   * @param repeats by which it probes
   * @param enumerates whether it asks with weaker offers too
   * @param history the sweeps before, of which the last is the baseline unless one is given
   * @throws IllegalArgumentException for whatever is wrong with them
   */
  SweepDiagnosis diagnosis(
      SweepConfig config,
      ResolvedTargets targets,
      Repeats repeats,
      boolean enumerates,
      Optional<SweepHistory> history,
      PrintStream err)
      throws InterruptedException {
    checkPolicy(config.probe().depth(), enumerates);
    if (failOn.contains(FailOn.NEW) && baseline == null && history.isEmpty()) {
      throw new IllegalArgumentException(
          "--fail-on: new needs --baseline FILE, or --history DIR, to compare with");
    }
    Optional<Path> before =
        Optional.ofNullable(baseline).or(() -> history.flatMap(SweepHistory::previous));
    Thresholds thresholds = new Thresholds(slowRoundTrip, slowReply, loss, jitter);
    Optional<FindingTracer> tracer =
        traceFindings ? Optional.of(new FindingTracer(config.pace())) : Optional.empty();
    Baseline earlier = before.map(BaselineReader::read).orElse(Baseline.NONE);
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
    SecurityProtocol offered = config.probe().request().requestedProtocols();
    Diagnoser diagnoser = new Diagnoser(thresholds, offered, repeats.synRepeats());
    ResultRows rows =
        new ResultRows(
            diagnoser, new KnownHosts(hosts, earlier), names, new PolicyJudge(policy, offered));
    return new SweepDiagnosis(rows, before, failOn, coverage, repeats, tracer);
  }

  /** Columns that the inventory, if there is one, adds to the results. */
  List<String> inventoryColumns() {
    return inventory == null ? List.of() : InventoryReader.columns(inventory);
  }

  /** A check that the sweep cannot answer would look as if every host complied with it. */
  private void checkPolicy(Stage depth, boolean enumerates) {
    for (PolicyCheck check : policy.checks()) {
      if (check.depth().compareTo(depth) > 0) {
        throw new IllegalArgumentException(
            "--policy: \"" + check.text() + "\" needs --depth " + check.depth().label());
      }
      if (check.enumerates() && !enumerates) {
        throw new IllegalArgumentException("--policy: \"" + check.text() + "\" needs --security");
      }
    }
    if (failOn.contains(FailOn.POLICY) && policy.isEmpty()) {
      throw new IllegalArgumentException("--fail-on: policy needs --policy");
    }
  }
}
