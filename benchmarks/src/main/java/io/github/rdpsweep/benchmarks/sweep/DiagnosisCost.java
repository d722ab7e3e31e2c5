package io.github.rdpsweep.benchmarks.sweep;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.Sweep;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultPipeline;
import io.github.rdpsweep.report.ResultRow;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.segment.Presence;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.simulator.Behaviour;
import io.github.rdpsweep.simulator.WildcardHost;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What diagnosis, tallies and findings add to the processor time of a negotiate sweep, in pairs: a
 * sweep with them and one that writes the same rows without, of hosts that all answer, served by a
 * process of its own. Each pair begins with the other one.
 *
 * <pre>
 *   mvn -q -pl benchmarks -am package -DskipTests
 *   java -cp benchmarks/target/benchmarks.jar \
 *     io.github.rdpsweep.benchmarks.sweep.DiagnosisCost 127.64.0.0/14 10
 * </pre>
 *
 * <p>Prefix and number of pairs; two more pairs come first, to warm up, and count for nothing.
 */
public final class DiagnosisCost {

  private static final int WARM_UP = 2;
  private static final Diagnosis NOTHING_SAID = new Diagnosis(Verdict.OK, Cause.NONE, "");
  private static final SecurityProtocol OFFERED =
      ProbeSettings.NEGOTIATE.request().requestedProtocols();

  private DiagnosisCost() {}

  /** Measures; or, in the child process, plays the hosts. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      playHosts();
      return;
    }
    Process hosts = startHosts();
    try (BufferedReader port =
        new BufferedReader(
            new InputStreamReader(hosts.getInputStream(), StandardCharsets.US_ASCII))) {
      measure(args[0], Integer.parseInt(args[1]), Integer.parseInt(port.readLine()));
    } finally {
      hosts.getOutputStream().close();
      hosts.waitFor();
    }
  }

  private static Process startHosts() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DiagnosisCost.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Until the standard input ends. */
  private static void playHosts() throws IOException {
    try (WildcardHost host = WildcardHost.start(Behaviour.NLA)) {
      System.out.println(host.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void measure(String prefix, int pairs, int port) throws Exception {
    TargetPlan plan = new TargetPlan(Ports.of(port));
    plan.include("PREFIX", prefix);
    ResolvedTargets targets = plan.resolve(NameResolver.system());
    System.out.println("| pair | without, ns a host | with, ns a host | added |");
    System.out.println("| --- | --- | --- | --- |");
    List<Double> added = new ArrayList<>();
    for (int pair = 1 - WARM_UP; pair <= pairs; pair++) {
      boolean fullFirst = pair % 2 == 0;
      double one = nanosPerHost(targets, pair, fullFirst);
      double other = nanosPerHost(targets, pair, !fullFirst);
      double with = fullFirst ? one : other;
      double without = fullFirst ? other : one;
      if (pair > 0) {
        double share = 100 * (with / without - 1);
        added.add(share);
        System.out.printf(
            Locale.ROOT, "| %d | %.0f | %.0f | %.2f %% |%n", pair, without, with, share);
      }
    }
    Collections.sort(added);
    System.out.printf(
        Locale.ROOT,
        "median %.2f %%, from %.2f to %.2f %%, %d hosts a sweep%n",
        added.get(added.size() / 2),
        added.get(0),
        added.get(added.size() - 1),
        targets.set().hosts());
  }

  private static double nanosPerHost(ResolvedTargets targets, long seed, boolean full)
      throws IOException {
    SweepConfig config =
        new SweepConfig(
            targets.set(),
            targets.unresolved(),
            seed,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 1_000),
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), 0),
            TransportKind.AUTO,
            LeaveMode.RST,
            1);
    ResultRows rows =
        new ResultRows(
            new Diagnoser(Thresholds.DEFAULT, OFFERED), KnownHosts.NONE, SegmentNames.NONE);
    Function<ProbeResult, ResultRow> maker =
        full
            ? rows::of
            : result ->
                new ResultRow(result, NOTHING_SAID, Presence.NONE, Optional.empty(), "", List.of());
    ResultsCsv csv = new ResultsCsv(OutputStream.nullOutputStream(), OFFERED);
    long before = processorNanos();
    ResultPipeline pipeline =
        ResultPipeline.start(
            maker,
            csv,
            failure -> {
              throw new IllegalStateException(failure);
            });
    Sweep sweep = new Sweep(config, pipeline, SweepClock.SYSTEM);
    sweep.start().toCompletableFuture().join();
    pipeline.close();
    if (full) {
      Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE);
    }
    long nanos = processorNanos() - before;
    long ready = sweep.snapshot().outcomes().get(Outcome.READY);
    if (ready != targets.set().size()) {
      throw new IllegalStateException(ready + " of " + targets.set().size() + " hosts were ready");
    }
    return (double) nanos / ready;
  }

  private static long processorNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("this JVM does not tell its processor time");
  }
}
