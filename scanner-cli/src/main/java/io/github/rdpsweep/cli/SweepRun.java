package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Sweep;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.ResultPipeline;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.report.SummaryJson;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a sweep with its outputs, and tells the user how it goes and how it ended. */
final class SweepRun {

  private static final long INTERRUPT_PATIENCE_SECONDS = 20;

  private final SweepConfig config;
  private final SweepDiagnosis diagnosis;
  private final OutputOptions output;
  private final RdpsweepCommand root;
  private final PrintStream err;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean interrupted;

  /** The sweep that is to be stopped, once there is one. */
  private final AtomicReference<Sweep> running = new AtomicReference<>();

  private StatsSnapshot endStats;

  SweepRun(
      SweepConfig config, SweepDiagnosis diagnosis, OutputOptions output, RdpsweepCommand root) {
    this.config = config;
    this.diagnosis = diagnosis;
    this.output = output;
    this.root = root;
    this.err = root.err();
  }

  /**
   * Runs until the sweep is over.
   *
   * @return one of {@link ExitCode}
   */
  int call() throws IOException {
    Destination results = output.results(root.standardOutput());
    Optional<Destination> summaryFile = Optional.empty();
    Thread onInterrupt = new Thread(this::interrupt, "interrupt");
    try {
      summaryFile = output.summary();
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      return sweep(results, summaryFile);
    } finally {
      // Without effect on what was finished or kept.
      results.discard();
      if (summaryFile.isPresent()) {
        summaryFile.get().discard();
      }
      over.countDown();
      if (!interrupted) {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      }
    }
  }

  /** Statistics of the sweep, when {@link #call} is over. */
  StatsSnapshot stats() {
    return endStats;
  }

  private int sweep(Destination results, Optional<Destination> summaryFile) throws IOException {
    ResultsCsv csv =
        new ResultsCsv(
            results.stream(),
            config.probe().request().requestedProtocols(),
            diagnosis.rows().inventoryColumns());
    ResultPipeline pipeline = ResultPipeline.start(diagnosis.rows()::of, csv, failure -> stop());
    Sweep sweep = new Sweep(config, pipeline, SweepClock.SYSTEM);
    running.set(sweep);
    long targets = new SweepOrder(config).targets();
    Instant startedAt = Instant.now();
    long start = System.nanoTime();

    CompletableFuture<Void> end = sweep.start().toCompletableFuture();
    if (interrupted) {
      sweep.cancel();
    }
    AutoCloseable progress = Progress.start(output.progress(), err, targets, sweep::snapshot);
    try {
      end.join();
    } catch (CompletionException e) {
      keep(results);
      throw new IllegalStateException("the sweep failed: " + e.getCause(), e.getCause());
    } finally {
      close(progress);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    endStats = sweep.snapshot();
    SweepSummary summary =
        new SweepSummary(config, sweep.transport(), targets, endStats, startedAt, seconds);
    return finish(pipeline, results, summaryFile, summary);
  }

  private int finish(
      ResultPipeline pipeline,
      Destination results,
      Optional<Destination> summaryFile,
      SweepSummary summary)
      throws IOException {
    try {
      pipeline.close();
    } catch (IOException e) {
      err.println("rdpsweep: " + output.resultsName() + ": " + e.getMessage());
      keep(results);
      return ExitCode.INCOMPLETE;
    }
    if (interrupted) {
      keep(results);
    } else {
      results.finish();
    }
    if (summaryFile.isPresent()) {
      SummaryJson.write(summaryFile.get().stream(), summary, diagnosis.counts(), !interrupted);
      summaryFile.get().finish();
    }
    if (!output.isQuiet()) {
      SummaryText.print(err, summary, diagnosis.counts());
    }
    return interrupted ? ExitCode.INTERRUPTED : verdict(summary.stats());
  }

  /** A sweep that could not reach anything must never look clean. */
  private int verdict(StatsSnapshot stats) {
    Map<Outcome, Long> outcomes = stats.outcomes();
    if (outcomes.get(Outcome.NOT_SENT) > 0) {
      err.println(
          "rdpsweep: incomplete: "
              + outcomes.get(Outcome.NOT_SENT)
              + " targets could not be probed (not-sent)");
      return ExitCode.INCOMPLETE;
    }
    boolean answered =
        outcomes.entrySet().stream()
            .anyMatch(entry -> entry.getKey().isAnswer() && entry.getValue() > 0);
    if (!answered && stats.finished() > 0) {
      err.println(
          "rdpsweep: nothing answered at all: a dead fleet, or a scanner without a network");
      return ExitCode.INCOMPLETE;
    }
    return diagnosis.exitCode();
  }

  private void keep(Destination results) throws IOException {
    Optional<Path> partial = results.keep();
    partial.ifPresent(file -> err.println("rdpsweep: results so far are in " + file));
  }

  private void stop() {
    Sweep sweep = running.get();
    if (sweep != null) {
      sweep.cancel();
    }
  }

  /** On Ctrl-C or SIGTERM: what is known gets written before the JVM ends. */
  private void interrupt() {
    interrupted = true;
    stop();
    try {
      if (!over.await(INTERRUPT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("rdpsweep: interrupted, and the outputs did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable progress) {
    try {
      progress.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
