package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Sweep;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.PartialResults;
import io.github.rdpsweep.report.ResultPipeline;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.report.SweepIdentity;
import io.github.rdpsweep.report.SweepSummary;
import io.github.rdpsweep.report.WrittenRowReader;
import io.github.rdpsweep.stats.OutageCounts;
import io.github.rdpsweep.stats.RowStats;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.OutputStream;
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
  private final RunPlan plan;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile boolean timeIsUp;

  /** Rows of earlier parts of the sweep. */
  private final RowStats before = new RowStats();

  /** The sweep that is to be stopped, once there is one. */
  private final AtomicReference<Sweep> running = new AtomicReference<>();

  private StatsSnapshot endStats;

  /** A sweep to be. */
  SweepRun(
      SweepConfig config,
      SweepDiagnosis diagnosis,
      OutputOptions output,
      RdpsweepCommand root,
      RunPlan plan) {
    this.plan = plan;
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
    if (config.control().isPresent()) {
      ControlCheck.pass(config.control().get().probe());
    }
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
      unlock();
      over.countDown();
      forget(onInterrupt);
    }
  }

  /** Statistics of the sweep, when {@link #call} is over. */
  StatsSnapshot stats() {
    return endStats;
  }

  /** Before an interrupted JVM ends. */
  private void unlock() throws IOException {
    if (plan.lock().isPresent()) {
      plan.lock().get().close();
    }
  }

  private int withOutputs(TransportChoice transport) throws IOException {
    try (SweepOutputs outputs =
        SweepOutputs.open(
            output.outputs(diagnosis.baseline()), plan.start(), root.standardOutput())) {
      countBefore();
      return sweep(transport, outputs);
    }
  }

  /** Counts the rows that are there already, so that all that is told is of the whole sweep. */
  private void countBefore() {
    if (!plan.start().isContinued()) {
      return;
    }
    PartialResults rows = plan.start().before().orElseThrow();
    WrittenRowReader.read(
        rows.file(),
        row -> {
          diagnosis.rows().sweep().add(row);
          row.addTo(before);
        });
    if (!output.isQuiet()) {
      ResumedText.print(err, rows, plan.start().identity().orElseThrow());
    }
  }

  private ResultsCsv csv(OutputStream rows) throws IOException {
    SecurityProtocol offered = config.probe().request().requestedProtocols();
    List<String> inventory = diagnosis.rows().inventoryColumns();
    return plan.start().isContinued()
        ? ResultsCsv.continued(rows, offered, inventory)
        : new ResultsCsv(rows, offered, inventory);
  }

  private int sweep(TransportChoice transport, SweepOutputs outputs) throws IOException {
    ResultsCsv csv = csv(outputs.rows());
    ResultPipeline pipeline = ResultPipeline.start(diagnosis::row, csv, failure -> stop());
    Sweep sweep = new Sweep(config, pipeline, outputs.exchanges(), SweepClock.SYSTEM);
    running.set(sweep);
    SweepOrder order = new SweepOrder(config);
    Instant startedAt = Instant.now();
    long start = System.nanoTime();

    CompletableFuture<Void> end = sweep.start().toCompletableFuture();
    if (interrupted) {
      sweep.cancel();
    }
    Optional<Deadline> deadline = plan.maxRuntime().map(time -> Deadline.in(time, this::timeIsUp));
    Optional<RateFile> slowDown =
        plan.rateFile().map(file -> RateFile.watch(file, config.pace(), sweep::limitRate, notes()));
    Optional<Intervals> intervals = outputs.intervals(sweep::snapshot);
    ClockWatch clocks = ClockWatch.start(notes());
    try {
      await(end, Progress.start(output.progress(), err, order.left(), sweep::snapshot));
    } catch (CompletionException e) {
      keepAfterDefect(pipeline, outputs);
      throw new IllegalStateException("the sweep failed: " + e.getCause(), e.getCause());
    } finally {
      intervals.ifPresent(Intervals::close);
      clocks.close();
      slowDown.ifPresent(RateFile::close);
    }
    long nanos = System.nanoTime() - start;
    endStats = sweep.snapshot().with(before);
    try {
      return finish(
          pipeline,
          outputs,
          new SweepSummary(
              root.origin(),
              config,
              transport,
              order.targets(),
              endStats,
              plan.start()
                  .before()
                  .flatMap(rows -> plan.start().identity())
                  .map(SweepIdentity::startedAt)
                  .orElse(startedAt),
              startedAt.plusNanos(nanos),
              nanos / 1e9,
              plan.start().before().map(PartialResults::rows).orElse(0L)));
    } finally {
      deadline.ifPresent(Deadline::close);
    }
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
    SweepEnd end = new SweepEnd(summary, conclusions, diagnosis.rows());
    List<IOException> failures = outputs.finish(end);
    Optional<SweepHistory.Changes> changes = archived(summary, failures);
    tell(end, outputs.notes(), changes);
    failures.forEach(failure -> err.println("rdpsweep: " + failure.getMessage()));
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    int verdict = verdict(summary);
    return failures.isEmpty() ? verdict : ExitCode.INCOMPLETE;
  }

  /** A whole sweep takes its place in the history. */
  private Optional<SweepHistory.Changes> archived(
      SweepSummary summary, List<IOException> failures) {
    if (plan.history().isEmpty() || !summary.isComplete()) {
      return Optional.empty();
    }
    try {
      return plan.history().get().add(output.journal("--history"), summary.startedAt());
    } catch (IOException e) {
      failures.add(e);
      return Optional.empty();
    }
  }

  private void tell(SweepEnd end, List<String> notes, Optional<SweepHistory.Changes> changes) {
    boolean isFound = end.summary().isComplete() && diagnosis.exitCode() == ExitCode.FOUND;
    boolean isWorse = changes.map(SweepHistory.Changes::isForTheWorse).orElse(false);
    if (!output.isQuiet()) {
      EndText.print(err, end, diagnosis, changes);
      notes.forEach(note -> err.println("note: " + note));
    } else if (isFound || isWorse) {
      EndText.printHead(err, end, diagnosis, changes);
    }
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
    if (!summary.isEnded() && timeIsUp) {
      err.println(
          "rdpsweep: incomplete: stopped by --max-runtime; "
              + (summary.targets() - stats.finished() + stats.outcomes().get(Outcome.CANCELLED))
              + " targets are left");
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

  /** Where to say what nobody needs who asked for quiet. */
  private PrintStream notes() {
    return output.isQuiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
  }

  private void keep(SweepOutputs outputs) throws IOException {
    List<Path> files = outputs.keepRows();
    for (Path file : files) {
      err.println("rdpsweep: results so far are in " + file);
    }
    if (plan.start().identity().isPresent() && !files.isEmpty()) {
      err.println("rdpsweep: to go on, run the same command with --resume");
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

  private void timeIsUp() {
    timeIsUp = true;
    stop();
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
