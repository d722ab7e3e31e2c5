package io.github.rdpsweep.cli;

import io.github.rdpsweep.stats.Outage;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells once a second, or every ten where nobody watches, how far a sweep is. */
final class Progress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  /*
   * Of a line that is wider than the terminal, only the last row could be cleared. Without wrapping
   * it is cut off at the margin (DECAWM, which every terminal of today knows), so what matters most
   * comes first.
   */
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintStream err;
  private final ProgressMode mode;
  private final long targets;
  private final Supplier<StatsSnapshot> stats;
  private final long startNanos;
  private final ScheduledExecutorService ticker;

  private long lastNanos;
  private long lastAttempts;
  private boolean told;

  /**
   * Tells nothing by itself yet.
   *
   * @param mode decided, so not {@link ProgressMode#AUTO}
   */
  Progress(
      ProgressMode mode,
      PrintStream err,
      long targets,
      Supplier<StatsSnapshot> stats,
      long startNanos) {
    this.err = err;
    this.mode = mode;
    this.targets = targets;
    this.stats = stats;
    this.startNanos = startNanos;
    lastNanos = startNanos;
    ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to tell. */
  static Progress start(
      ProgressMode mode, PrintStream err, long targets, Supplier<StatsSnapshot> stats) {
    Progress progress = new Progress(mode, err, targets, stats, System.nanoTime());
    long period = mode.periodSeconds();
    if (period > 0) {
      var unused =
          progress.ticker.scheduleAtFixedRate(
              () -> progress.tell(System.nanoTime()), period, period, TimeUnit.SECONDS);
    }
    return progress;
  }

  /** Tells once. */
  void tell(long nanos) {
    StatsSnapshot now = stats.get();
    String line =
        line(targets, now, nanos - startNanos, nanos - lastNanos, now.attempts() - lastAttempts);
    lastNanos = nanos;
    lastAttempts = now.attempts();
    told = true;
    if (mode == ProgressMode.ALWAYS) {
      err.print(CLEAR_LINE + WRAP_OFF + line + WRAP_ON);
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
    long troubles = now.troubles().values().stream().mapToLong(Long::longValue).sum();
    StringBuilder line = new StringBuilder(clock(seconds));
    if (now.outages().isDown()) {
      List<Outage> outages = now.outages().outages();
      line.append("  scanner side down, paused: ").append(outages.get(outages.size() - 1).reason());
    }
    line.append(percent(targets, finished));
    if (finished > 0 && finished < targets) {
      line.append("  left ").append(clock(seconds * (targets - finished) / finished));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "  %,d of %,d  %,.0f/s (mean %,.0f/s)  answered %,d  in flight %,d",
            finished,
            targets,
            attemptsSince / (sinceNanos / 1e9),
            now.attempts() / seconds,
            now.answered(),
            now.inFlight()));
    if (troubles > 0) {
      line.append(String.format(Locale.ROOT, "  own trouble %,d", troubles));
    }
    return line.toString();
  }

  /** Rounded down: 100 is only said of what is over. */
  private static String percent(long targets, long finished) {
    double percent = targets == 0 ? 100 : Math.floor(1_000.0 * finished / targets) / 10;
    return String.format(Locale.ROOT, "  %.1f %%", percent);
  }

  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  /** Tells no more, and leaves a clean line to whoever writes next. */
  @Override
  public void close() {
    ticker.shutdownNow();
    try {
      // No line may come after the summary.
      boolean unused = ticker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (told && mode == ProgressMode.ALWAYS) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
