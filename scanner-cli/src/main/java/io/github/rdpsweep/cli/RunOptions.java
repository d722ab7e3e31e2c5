package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweptTargets;
import io.github.rdpsweep.report.Destination;
import io.github.rdpsweep.report.PartialResults;
import io.github.rdpsweep.report.SweepIdentity;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What makes a sweep fit to run unattended. */
final class RunOptions {

  @Option(
      names = "--resume",
      description =
          "Go on with the sweep that was interrupted, whose rows are in FILE.partial: targets,"
              + " excludes, seed and whatever else rows depend on must be the same. Without such a"
              + " file it begins anew, so that a crontab may always say it.")
  private boolean resume;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Refuse to run (3) while another run holds this file. Default: FILE.lock beside the"
              + " results, if they go to a file.")
  private Path lock;

  @Option(
      names = "--max-runtime",
      paramLabel = "D",
      converter = RuntimeConverter.class,
      description =
          "Stop after this time, such as 45m or 8h, as incomplete (3); --resume goes on later."
              + " Default: none.")
  private Duration maxRuntime;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description =
          "Keep the results of each whole sweep in this folder, compressed, and tell what broke and"
              + " recovered since the last one, which is the --baseline too if none is given."
              + " Default: none.")
  private Path history;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many sweeps --history keeps. Default: ${DEFAULT-VALUE}.")
  private int keep;

  /**
   * The sweeps before, if they are kept.
   *
   * @throws IllegalArgumentException if this one cannot be kept with them
   */
  Optional<SweepHistory> history(OutputOptions output) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException("--keep: " + keep + " is not 1 or more");
    }
    if (history == null) {
      return Optional.empty();
    }
    if (Files.exists(history) && !Files.isDirectory(history)) {
      throw new IllegalArgumentException("--history: " + history + ": is no folder");
    }
    return Optional.of(SweepHistory.in(history, output.journal("--history"), keep));
  }

  /**
   * Takes the lock that keeps other runs away, where there is one.
   *
   * @throws IOException if another run has it; the message is one line that says whose it is
   */
  Optional<RunLock> lock(OutputOptions output) throws IOException {
    if (lock != null) {
      try {
        return Optional.of(RunLock.take(lock));
      } catch (FileSystemException e) {
        throw new IOException("--lock: " + lock + ": cannot be written: " + reason(e), e);
      }
    }
    Optional<Path> place = output.replacedFile();
    if (place.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          RunLock.take(place.get().resolveSibling(place.get().getFileName() + ".lock")));
    } catch (FileSystemException e) {
      return Optional.empty(); // nor can the results be written, which is told better there
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    return e.getReason() == null ? "no permission" : e.getReason();
  }

  /** After which time to stop. */
  Optional<Duration> maxRuntime() {
    return Optional.ofNullable(maxRuntime);
  }

  /**
   * The sweep that was interrupted, if there is one and it is to go on.
   *
   * @throws IllegalArgumentException if that cannot be
   */
  Optional<SweepIdentity> interrupted(OutputOptions output) throws IOException {
    if (!resume) {
      return Optional.empty();
    }
    return SweepIdentity.ofPartial(output.journal("--resume"));
  }

  /**
   * How the results begin.
   *
   * @param settings what rows depend on
   * @param interrupted the sweep to go on with
   * @param inventory columns of the inventory
   * @throws IllegalArgumentException if it is another sweep
   */
  ResultsStart start(
      OutputOptions output,
      SweepConfig config,
      Supplier<Map<String, String>> settings,
      Optional<SweepIdentity> interrupted,
      List<String> inventory)
      throws IOException {
    if (!output.isJournaled()) {
      return ResultsStart.PLAIN;
    }
    SweepIdentity identity =
        new SweepIdentity(
            UUID.randomUUID().toString(), Instant.now(), config.seed(), settings.get());
    if (interrupted.isEmpty()) {
      return ResultsStart.anew(identity);
    }
    Path file = output.journal("--resume");
    Optional<String> difference = interrupted.get().difference(identity);
    if (difference.isPresent()) {
      throw new IllegalArgumentException(
          "--resume: "
              + Destination.partialOf(file)
              + " is of another sweep: "
              + difference.get()
              + "; remove it to start anew");
    }
    SweptTargets.Builder swept = new SweptTargets.Builder(config.targets());
    PartialResults before = PartialResults.read(file, inventory, swept);
    return new ResultsStart(interrupted, Optional.of(before), swept.build());
  }
}
