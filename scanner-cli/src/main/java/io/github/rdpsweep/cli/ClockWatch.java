package io.github.rdpsweep.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a sweep stood still (stopped by a signal, a machine that hung), and when the clock was
 * set meanwhile. Neither makes a wrong row: durations and deadlines are taken from the monotonic
 * clock, and what was under way while nothing ran is tried again.
 */
final class ClockWatch implements AutoCloseable {

  private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long JUMP_MILLIS = 2_000;

  private final PrintStream err;
  private long lastNanos;
  private long lastMillis;
  private ScheduledExecutorService ticker;

  /** Looks only when it is asked to. */
  ClockWatch(PrintStream err, long nanos, long epochMillis) {
    this.err = err;
    this.lastNanos = nanos;
    this.lastMillis = epochMillis;
  }

  /** Looks at the clocks once a second. */
  static ClockWatch start(PrintStream err) {
    ClockWatch watch = new ClockWatch(err, System.nanoTime(), System.currentTimeMillis());
    watch.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "clock-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        watch.ticker.scheduleWithFixedDelay(
            () -> watch.look(System.nanoTime(), System.currentTimeMillis()),
            1,
            1,
            TimeUnit.SECONDS);
    return watch;
  }

  /** Compares both clocks with the last time. */
  void look(long nanos, long epochMillis) {
    long passed = nanos - lastNanos;
    long jump = epochMillis - lastMillis - TimeUnit.NANOSECONDS.toMillis(passed);
    if (passed > STANDSTILL_NANOS) {
      err.println(
          String.format(
              Locale.ROOT,
              "note: this process stood still for %d s; what was under way is tried again",
              TimeUnit.NANOSECONDS.toSeconds(passed)));
    }
    if (Math.abs(jump) > JUMP_MILLIS) {
      err.println(
          String.format(
              Locale.ROOT,
              "note: the clock was set by %+d s, or the machine slept; started_at and clock_skew_s"
                  + " go by the new time from now on",
              Math.round(jump / 1e3)));
    }
    lastNanos = nanos;
    lastMillis = epochMillis;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
