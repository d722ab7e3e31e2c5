package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.report.ResultColumns;
import io.github.rdpsweep.report.SweepIdentity;
import io.github.rdpsweep.target.ResolvedTargets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rdpsweep scan}: the main job. */
@Command(
    name = "scan",
    description = {
      "Probes RDP hosts and writes a CSV row for each target.",
      "Probe only what you are allowed to. No logon is ever attempted, and no host sees two"
          + " connections at once."
    },
    sortOptions = false,
    exitCodeList = {
      " 0:every target has its row",
      " 1:the same, and what --fail-on names was found",
      " 2:bad usage or bad input; nothing was sent",
      " 3:incomplete: the output failed, another run holds the lock, --max-runtime was over, targets"
          + " could not be probed, nothing answered at all, or the control did not",
      "130:interrupted (143 by SIGTERM); what was known is in FILE.partial, and"
          + " --resume goes on"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep scan 10.20.0.0/22 -o office.csv",
      "  rdpsweep scan -f sites.txt --exclude 10.20.3.0/24 --rate 5000 -o all.csv",
      "  rdpsweep scan srv1.example.com 10.20.0.7:3390 | cut -d, -f1-3,7"
    })
final class ScanCommand implements Callable<Integer> {

  @ParentCommand private RdpsweepCommand root;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Mixin private ProbeOptions probes = new ProbeOptions();

  @Mixin private RepeatOptions repeats = new RepeatOptions();

  @Mixin private PaceOptions pace = new PaceOptions();

  @Mixin private ControlOptions control = new ControlOptions();

  @Mixin private DiagnosisOptions diagnosis = new DiagnosisOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Spec private CommandSpec command;

  @Option(
      names = "--dry-run",
      description =
          "Tell what would be swept, in which order, and how long it takes; send nothing.")
  private boolean dryRun;

  @Option(
      names = "--list-columns",
      description =
          "Print the names of the results' columns, those of --inventory among them; send nothing.")
  private boolean listColumns;

  @Override
  public Integer call() throws IOException, InterruptedException {
    config.check();
    if (config.isPrinted()) {
      ConfigText.print(root.out(), command);
      return ExitCode.DONE;
    }
    if (listColumns) {
      ResultColumns.labels(diagnosis.inventoryColumns()).forEach(root.out()::println);
      return ExitCode.DONE;
    }
    if (dryRun) {
      return sweep(Optional.empty());
    }
    Optional<RunLock> lock = run.lock(output);
    try {
      return sweep(lock);
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  private int sweep(Optional<RunLock> lock) throws IOException, InterruptedException {
    Optional<SweepHistory> history = run.history(output);
    Optional<SweepIdentity> interrupted = run.interrupted(output);
    PrintStream notes =
        output.isQuiet() ? new PrintStream(OutputStream.nullOutputStream()) : root.err();
    ResolvedTargets resolved = targets.resolve(root.in());
    if (!resolved.leftOut().isEmpty()) {
      notes.println("note: not swept: " + String.join(", ", resolved.leftOut()));
    }
    ProbeSettings unmarked = probes.settings();
    Repeats repetition = repeats.repeats(unmarked);
    SweepConfig whole = control.apply(config(resolved, repetition, targets.seed(interrupted)));
    SweepDiagnosis judge =
        diagnosis.diagnosis(
            whole, resolved, repetition, probes.enumeratesSecurity(), history, notes);
    ResultsStart start =
        run.start(
            output,
            whole,
            () -> RowSettings.of(command, whole, history.flatMap(SweepHistory::previous)),
            interrupted,
            judge.rows().inventoryColumns());
    SweepConfig left = whole.without(start.swept());
    if (dryRun) {
      DryRun.print(root.out(), left, repetition, targets.refusal(left));
      return ExitCode.DONE;
    }
    targets.checkConsent(left);
    RunPlan plan = new RunPlan(start, pace.rateFile(), run.maxRuntime(), lock, history);
    return new SweepRun(left, judge, output, root, plan).call();
  }

  private SweepConfig config(ResolvedTargets resolved, Repeats repetition, long seed) {
    return new SweepConfig(
            resolved.set(),
            resolved.unresolved(),
            seed,
            targets.shard(),
            repeats.first(repetition.settings()),
            pace.pace(),
            probes.patience(),
            pace.transport(),
            pace.leaveMode(),
            pace.eventLoops())
        .with(FollowUpPolicy.inTurn(List.of(probes.followUps(), repetition.asPolicy())));
  }
}
