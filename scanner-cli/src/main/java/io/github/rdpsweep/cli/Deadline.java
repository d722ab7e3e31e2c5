package io.github.rdpsweep.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something when a time is over, unless it is closed before. */
final class Deadline implements AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "max-runtime");
            thread.setDaemon(true);
            return thread;
          });

  private Deadline() {}

  static Deadline in(Duration time, Runnable action) {
    Deadline deadline = new Deadline();
    var unused = deadline.timer.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
    return deadline;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
