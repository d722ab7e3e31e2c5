package io.github.rdpsweep.engine;

import io.github.rdpsweep.stats.SweepStats;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The thread that asks a sweep's control, every few seconds and whenever a lane wants it. */
final class ControlLoop implements Runnable, AutoCloseable {

  /** At most a twentieth of the rate is spent on the control. */
  private static final int LEAST_STARTS_BETWEEN = 20;

  private static final long WHILE_FAILING_NANOS = 500_000_000;
  private static final long TURN_NANOS = 5_000_000;

  private final Control control;
  private final ControlWatch watch;
  private final RateBudget rate;
  private final SweepStats stats;
  private final SweepClock clock;
  private final Consumer<String> onHopeless;
  private final long intervalNanos;
  private final Thread thread = new Thread(this, "control");
  private volatile boolean closed;

  /**
   * Asks nothing yet.
   *
   * @param perSecond the sweep's rate
   * @param onHopeless told the reason, once, when the control did not come back in time
   */
  ControlLoop(
      Control control,
      ControlWatch watch,
      RateBudget rate,
      long perSecond,
      SweepStats stats,
      SweepClock clock,
      Consumer<String> onHopeless) {
    this.control = control;
    this.watch = watch;
    this.rate = rate;
    this.stats = stats;
    this.clock = clock;
    this.onHopeless = onHopeless;
    long share = LEAST_STARTS_BETWEEN * 1_000_000_000L / perSecond;
    intervalNanos = Math.max(control.interval().toNanos(), share);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        watch.awaitWish(watch.isPaused() ? WHILE_FAILING_NANOS : intervalNanos);
        if (!closed && ask()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      // Without the control rows would be held back for ever.
      onHopeless.accept(control.probe().name() + ": " + e);
    }
  }

  /** Whether there is no hope any more. */
  private boolean ask() throws InterruptedException {
    while (!watch.enterHost()) {
      watch.awaitWish(TURN_NANOS);
    }
    try {
      while (!rate.tryTake(clock.nanoTime())) {
        watch.awaitWish(TURN_NANOS);
      }
      long asked = clock.nanoTime();
      Optional<String> failure = control.probe().ask();
      return failure.isPresent() ? failed(failure.get()) : answered(asked);
    } finally {
      watch.leaveHost();
    }
  }

  private boolean answered(long asked) {
    if (watch.answered(asked, clock.nanoTime())) {
      stats.endOutage(Instant.ofEpochMilli(clock.epochMillis()));
    }
    return false;
  }

  private boolean failed(String how) {
    long now = clock.nanoTime();
    String reason = control.probe().name() + ": " + how;
    if (watch.failed(now)) {
      stats.beginOutage(reason, Instant.ofEpochMilli(clock.epochMillis()));
    }
    boolean hopeless = watch.isHopeless(now);
    if (hopeless) {
      onHopeless.accept(reason);
    }
    return hopeless;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
