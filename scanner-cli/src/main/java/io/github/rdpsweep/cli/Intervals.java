package io.github.rdpsweep.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has something done once a second, in a thread of its own, until it is closed. */
final class Intervals implements AutoCloseable {

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  private Intervals(Runnable task) {
    thread = new Thread(() -> run(task), "intervals");
    thread.setDaemon(true);
  }

  static Intervals start(Runnable task) {
    Intervals intervals = new Intervals(task);
    intervals.thread.start();
    return intervals;
  }

  private void run(Runnable task) {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        task.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the task is not running, and never will again. */
  @Override
  public void close() {
    over.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
