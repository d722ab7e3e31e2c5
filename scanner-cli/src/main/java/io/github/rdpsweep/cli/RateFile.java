package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Pace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A file by which a sweep is slowed down while it runs. A file, and no signal: it works on every
 * system, from a ticket's one-liner, and says afterwards what was asked for.
 */
final class RateFile implements AutoCloseable {

  private static final int LONGEST = 64;
  private static final RateConverter RATE = new RateConverter();

  private final Path file;
  private final long fullRate;
  private final LongConsumer sweep;
  private final PrintStream err;
  private ScheduledExecutorService ticker;

  /** What was read last, so that each change is told once. */
  private String last = "";

  /** Does nothing by itself. */
  RateFile(Path file, Pace pace, LongConsumer sweep, PrintStream err) {
    this.file = file;
    this.fullRate = pace.rate();
    this.sweep = sweep;
    this.err = err;
  }

  /**
   * Looks at the file now and once a second.
   *
   * @param sweep takes each new rate
   */
  static RateFile watch(Path file, Pace pace, LongConsumer sweep, PrintStream err) {
    RateFile watched = new RateFile(file, pace, sweep, err);
    watched.look();
    watched.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "rate-file");
              thread.setDaemon(true);
              return thread;
            });
    var unused = watched.ticker.scheduleAtFixedRate(watched::look, 1, 1, TimeUnit.SECONDS);
    return watched;
  }

  /** Does what the file says, if that is new; whatever is wrong with it leaves the rate alone. */
  void look() {
    String text = read();
    if (text.equals(last)) {
      return;
    }
    last = text;
    try {
      long rate = text.isEmpty() ? fullRate : Math.min(RATE.convert(text), fullRate);
      sweep.accept(rate);
      err.println(
          "rdpsweep: "
              + file
              + ": "
              + (rate == Pace.UNLIMITED
                  ? "no limit to the rate"
                  : String.format(Locale.ROOT, "the rate is %,d a second now", rate)));
    } catch (IllegalArgumentException e) {
      err.println("rdpsweep: " + file + ": " + e.getMessage() + "; the rate stays as it was");
    }
  }

  /** The number, or an empty text where the file has none or there is no file. */
  private String read() {
    try {
      String text = Files.readString(file);
      return text.substring(0, Math.min(text.length(), LONGEST)).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      return "unreadable (" + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
