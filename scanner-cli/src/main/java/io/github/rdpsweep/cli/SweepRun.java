package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.ControlProbe;
import io.github.rdpsweep.engine.Sweep;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultPipeline;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.stats.OutageCounts;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  private final Optional<Path> rateFile;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean interrupted;

  /** The sweep that is to be stopped, once there is one. */
  private final AtomicReference<Sweep> running = new AtomicReference<>();

  private StatsSnapshot endStats;

  /**
   * A sweep to be.
   *
   * @param rateFile where its rate can be lowered meanwhile
   */
  SweepRun(
      SweepConfig config,
      SweepDiagnosis diagnosis,
      OutputOptions output,
      RdpsweepCommand root,
      Optional<Path> rateFile) {
    this.rateFile = rateFile;
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
   * @throws IllegalArgumentException before anything is opened or sent, if that cannot be
   */
  int call() throws IOException {
    output.check(diagnosis.rows().inventoryColumns());
    TransportChoice transport = TransportChoice.of(config.transport());
    checkControl();
    Thread onInterrupt = new Thread(this::interrupt, "interrupt");
    try {
      // Before the first file appears, so that none is left behind.
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      return ExitCode.INTERRUPTED; // the JVM is on its way out
    }
    try {
      return withOutputs(transport);
    } finally {
      over.countDown();
      forget(onInterrupt);
    }
  }

  /**
   * Nothing is worth sweeping that cannot be told from trouble of our own.
   *
   * @throws IOException if the control does not answer
   */
  private void checkControl() throws IOException {
    if (config.control().isEmpty()) {
      return;
    }
    ControlProbe control = config.control().get().probe();
    if (control.ask().isPresent()) {
      Optional<String> failure = control.ask(); // one packet may be lost
      if (failure.isPresent()) {
        throw new IOException(
            control.name()
                + ": "
                + failure.get()
                + "; the scanner's own side of the network is down, or this is no good control;"
                + " nothing was swept");
      }
    }
  }

  /** Statistics of the sweep, when {@link #call} is over. */
  StatsSnapshot stats() {
    return endStats;
  }

  private int withOutputs(TransportChoice transport) throws IOException {
    try (SweepOutputs outputs = SweepOutputs.open(output.outputs(), root.standardOutput())) {
      return sweep(transport, outputs);
    }
  }

  private int sweep(TransportChoice transport, SweepOutputs outputs) throws IOException {
    ResultsCsv csv =
        new ResultsCsv(
            outputs.rows(),
            config.probe().request().requestedProtocols(),
            diagnosis.rows().inventoryColumns());
    ResultPipeline pipeline = ResultPipeline.start(diagnosis::row, csv, failure -> stop());
    Sweep sweep = new Sweep(config, pipeline, SweepClock.SYSTEM);
    running.set(sweep);
    long targets = new SweepOrder(config).targets();
    Instant startedAt = Instant.now();
    long start = System.nanoTime();

    CompletableFuture<Void> end = sweep.start().toCompletableFuture();
    if (interrupted) {
      sweep.cancel();
    }
    Optional<RateFile> slowDown =
        rateFile.map(file -> RateFile.watch(file, config.pace(), sweep::limitRate, err));
    try {
      await(end, Progress.start(output.progress(), err, targets, sweep::snapshot));
    } catch (CompletionException e) {
      keepAfterDefect(pipeline, outputs);
      throw new IllegalStateException("the sweep failed: " + e.getCause(), e.getCause());
    } finally {
      slowDown.ifPresent(RateFile::close);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    endStats = sweep.snapshot();
    return finish(
        pipeline,
        outputs,
        new SweepSummary(root.origin(), config, transport, targets, endStats, startedAt, seconds));
  }

  private static void await(CompletableFuture<Void> end, Progress progress) {
    try {
      end.join();
    } finally {
      progress.close();
    }
  }

  private int finish(ResultPipeline pipeline, SweepOutputs outputs, SweepSummary summary)
      throws IOException {
    try {
      pipeline.close();
    } catch (IOException e) {
      err.println("rdpsweep: " + e.getMessage());
      keep(outputs);
      return ExitCode.INCOMPLETE;
    }
    if (summary.isEnded()) {
      outputs.finishRows(); // even if an interrupt came at the last moment
    } else {
      keep(outputs);
    }
    Conclusions conclusions = traced(diagnosis.conclusions(), summary);
    List<IOException> failures =
        outputs.finish(new SweepEnd(summary, conclusions, diagnosis.rows()));
    if (!output.isQuiet()) {
      SummaryText.print(err, Terminal.ansi(), summary, conclusions);
      diagnosis.newFailures().ifPresent(fresh -> NewFailuresText.print(err, fresh));
    }
    failures.forEach(failure -> err.println("rdpsweep: " + failure.getMessage()));
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    int verdict = verdict(summary);
    return failures.isEmpty() ? verdict : ExitCode.INCOMPLETE;
  }

  /** The rows are safe by now, whatever becomes of the traces. */
  private Conclusions traced(Conclusions conclusions, SweepSummary summary) {
    Optional<FindingTracer> tracer = diagnosis.tracer();
    if (tracer.isEmpty() || interrupted || !summary.isEnded()) {
      return conclusions;
    }
    if (!output.isQuiet()) {
      err.println("tracing the paths of findings, for 3 minutes at most ...");
    }
    return conclusions.with(tracer.get().trace(conclusions.findings()));
  }

  /** A sweep that could not reach anything must never look clean. */
  private int verdict(SweepSummary summary) {
    StatsSnapshot stats = summary.stats();
    OutageCounts outages = stats.outages();
    if (outages.isDown()) {
      err.println(
          "rdpsweep: incomplete: scanner side down: "
              + outages.outages().get(outages.outages().size() - 1).reason()
              + "; "
              + stats.outcomes().get(Outcome.NOT_SENT)
              + " targets are unknown (not-sent), "
              + (summary.targets() - stats.finished())
              + " were not swept");
      return ExitCode.INCOMPLETE;
    }
    if (!summary.isEnded()) {
      err.println(
          "rdpsweep: incomplete: "
              + (summary.targets() - stats.finished())
              + " targets have no row; this is a defect of rdpsweep");
      return ExitCode.INCOMPLETE;
    }
    long notSent = stats.outcomes().get(Outcome.NOT_SENT);
    if (notSent > 0) {
      err.println("rdpsweep: incomplete: " + notSent + " targets could not be probed (not-sent)");
      return ExitCode.INCOMPLETE;
    }
    if (stats.answered() + stats.followUps().answered() == 0 && stats.finished() > 0) {
      err.println(
          "rdpsweep: nothing answered at all: a dead fleet, or a scanner without a network");
      return ExitCode.INCOMPLETE;
    }
    return diagnosis.exitCode();
  }

  private void keep(SweepOutputs outputs) throws IOException {
    for (Path file : outputs.keepRows()) {
      err.println("rdpsweep: results so far are in " + file);
    }
  }

  private void keepAfterDefect(ResultPipeline pipeline, SweepOutputs outputs) throws IOException {
    try {
      pipeline.close();
    } catch (IOException e) {
      err.println("rdpsweep: " + e.getMessage());
    }
    keep(outputs);
  }

  private void stop() {
    diagnosis.tracer().ifPresent(FindingTracer::cancel);
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

  private static void forget(Thread onInterrupt) {
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // It runs already, and the JVM ends with its exit code.
    }
  }
}
