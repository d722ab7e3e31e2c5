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
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A negotiate sweep of hosts that all answer, without pauses and with one loop. */
final class PricedSweep {

  private static final Diagnosis NOTHING_SAID = new Diagnosis(Verdict.OK, Cause.NONE, "");
  private static final SecurityProtocol OFFERED =
      ProbeSettings.NEGOTIATE.request().requestedProtocols();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ResolvedTargets targets;
  private final SweepConfig config;

  PricedSweep(ResolvedTargets targets, long seed) {
    this.targets = targets;
    this.config =
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
  }

  /**
   * Sweeps.
   *
   * @param diagnosed whether rows are diagnosed and counted, and findings drawn in the end
   */
  Price run(boolean diagnosed) throws IOException {
    System.gc();
    ResultRows rows =
        new ResultRows(
            new Diagnoser(Thresholds.DEFAULT, OFFERED), KnownHosts.NONE, SegmentNames.NONE);
    Function<ProbeResult, ResultRow> maker =
        diagnosed
            ? rows::of
            : result ->
                new ResultRow(result, NOTHING_SAID, Presence.NONE, Optional.empty(), "", List.of());
    WriterClock writer = new WriterClock(maker, targets.set().size());
    ResultsCsv csv = new ResultsCsv(OutputStream.nullOutputStream(), OFFERED);
    long processBefore = processNanos();
    ResultPipeline pipeline =
        ResultPipeline.start(
            writer,
            csv,
            failure -> {
              throw new IllegalStateException(failure);
            });
    Sweep sweep = new Sweep(config, pipeline, SweepClock.SYSTEM);
    sweep.start().toCompletableFuture().join();
    pipeline.close();
    long ownBefore = THREADS.getCurrentThreadCpuTime();
    if (diagnosed) {
      Conclusions.of(rows, InventoryCoverage.NONE, Repeats.NONE);
    }
    long concluding = THREADS.getCurrentThreadCpuTime() - ownBefore;
    long process = processNanos() - processBefore;
    long ready = sweep.snapshot().outcomes().get(Outcome.READY);
    if (ready != targets.set().size()) {
      throw new IllegalStateException(ready + " of " + targets.set().size() + " hosts were ready");
    }
    return new Price(process, writer.nanos + concluding);
  }

  private static long processNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("this JVM does not tell its processor time");
  }

  /**
   * What sweeps cost.
   *
   * @param processNanos of all threads of the process
   * @param threadNanos of the thread that writes rows and of the one that draws conclusions
   */
  record Price(long processNanos, long threadNanos) {

    Price plus(Price other) {
      return new Price(processNanos + other.processNanos, threadNanos + other.threadNanos);
    }
  }

  /** Makes rows, and looks at the clock of the thread that does with the last one. */
  private static final class WriterClock implements Function<ProbeResult, ResultRow> {

    private final Function<ProbeResult, ResultRow> maker;
    private final long rows;
    private long made;

    /** Read when the pipeline is closed, and so by one thread after the other. */
    private long nanos;

    WriterClock(Function<ProbeResult, ResultRow> maker, long rows) {
      this.maker = maker;
      this.rows = rows;
    }

    @Override
    public ResultRow apply(ProbeResult result) {
      ResultRow row = maker.apply(result);
      if (++made == rows) {
        nanos = THREADS.getCurrentThreadCpuTime();
      }
      return row;
    }
  }
}
