package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells once a second, or every ten where nobody watches, how far a sweep is. */
final class Progress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean renews;
  private final long targets;
  private final Supplier<StatsSnapshot> stats;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService ticker;

  private long lastNanos = startNanos;
  private long lastAttempts;

  private Progress(PrintStream err, boolean renews, long targets, Supplier<StatsSnapshot> stats) {
    this.err = err;
    this.renews = renews;
    this.targets = targets;
    this.stats = stats;
    ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to tell. */
  static AutoCloseable start(
      ProgressMode mode, PrintStream err, long targets, Supplier<StatsSnapshot> stats) {
    if (mode == ProgressMode.NEVER) {
      return () -> {};
    }
    boolean renews = mode == ProgressMode.ALWAYS || Terminal.isStandardError();
    Progress progress = new Progress(err, renews, targets, stats);
    long period = renews ? 1 : 10;
    var unused =
        progress.ticker.scheduleAtFixedRate(progress::tell, period, period, TimeUnit.SECONDS);
    return progress;
  }

  private void tell() {
    StatsSnapshot now = stats.get();
    long nanos = System.nanoTime();
    String line =
        line(targets, now, nanos - startNanos, nanos - lastNanos, now.attempts() - lastAttempts);
    lastNanos = nanos;
    lastAttempts = now.attempts();
    if (renews) {
      err.print(CLEAR_LINE + line);
    } else {
      err.println("rdpsweep: " + line);
    }
    err.flush();
  }

  /**
   * One line of progress.
   *
   * @param elapsedNanos since the start
   * @param sinceNanos since the last line
   * @param attemptsSince connects begun since the last line
   */
  static String line(
      long targets, StatsSnapshot now, long elapsedNanos, long sinceNanos, long attemptsSince) {
    long finished = now.finished();
    double seconds = elapsedNanos / 1e9;
    long answered = 0;
    for (Map.Entry<Outcome, Long> entry : now.outcomes().entrySet()) {
      answered += entry.getKey().isAnswer() ? entry.getValue() : 0;
    }
    long troubles = now.troubles().values().stream().mapToLong(Long::longValue).sum();
    StringBuilder line = new StringBuilder();
    line.append(clock(seconds));
    line.append(
        String.format(
            Locale.ROOT,
            "  %.1f %%  %,d of %,d  %,.0f/s (mean %,.0f/s)  answered %,d  in flight %,d",
            targets == 0 ? 100.0 : 100.0 * finished / targets,
            finished,
            targets,
            attemptsSince / (sinceNanos / 1e9),
            now.attempts() / seconds,
            answered,
            now.inFlight()));
    if (troubles > 0) {
      line.append(String.format(Locale.ROOT, "  own trouble %,d", troubles));
    }
    if (finished > 0 && finished < targets) {
      line.append("  left ").append(clock(seconds * (targets - finished) / finished));
    }
    return line.toString();
  }

  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    try {
      // No line may come after the summary.
      boolean unused = ticker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (renews) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
