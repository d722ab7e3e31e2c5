package io.github.rdpsweep.report;

import io.github.rdpsweep.engine.ResultSink;
import io.github.rdpsweep.probe.ProbeResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes results from all event loops, has them diagnosed and writes them, in one thread of its own.
 * What waits is bounded: while the output is slower than the sweep, batches are refused.
 */
public final class ResultPipeline implements ResultSink, Closeable {

  /*
   * How this works: one lock guards the queue, whether it still takes batches, and the failure, so
   * that every batch is either refused or accounted for, as written() or as unwritten(). The lock is
   * held for a few steps only, never while writing.
   *
   * When nothing waits, the writer flushes: readers of a pipe and of the partial file see results
   * as they come, and a killed sweep leaves nearly all of them, while a busy sweep writes in blocks.
   *
   * After a failure batches are taken and dropped, not refused: a loop offers a refused batch again
   * and again, so the sweep would never end. That it should stop is told by the callback.
   */

  /** Some megabytes, and a fraction of a second of the fastest sweep. */
  private static final int WAITING_ROWS = 32_768;

  /** A flush costs little among so many, and {@link #written} is not far behind. */
  private static final int ROWS_A_FLUSH = 4_096;

  private static final long SETTLED_AFTER_NANOS = 1_000_000_000;

  private final Function<ProbeResult, ResultRow> rows;
  private final ResultsCsv csv;
  private final Consumer<IOException> onFailure;
  private final int capacity;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Queue<List<ProbeResult>> waiting = new ArrayDeque<>();
  private int waitingRows;
  private long accepted;
  private boolean closed;
  private Optional<IOException> failure = Optional.empty();

  /** Whether rows were flushed since the last pause. The writer's. */
  private boolean unsettled;

  /** Rows that were flushed. Written by the writer only. */
  private volatile long written;

  private ResultPipeline(
      Function<ProbeResult, ResultRow> rows,
      ResultsCsv csv,
      Consumer<IOException> onFailure,
      int capacity) {
    this.rows = rows;
    this.csv = csv;
    this.onFailure = onFailure;
    this.capacity = capacity;
  }

  /**
   * Starts the writer.
   *
   * @param rows makes a result's row, as {@link ResultRows#of} does; called by the writer only
   * @param csv what to write to; from now on the writer's
   * @param onFailure told once, by the writer, if the output fails; should stop the sweep
   */
  public static ResultPipeline start(
      Function<ProbeResult, ResultRow> rows, ResultsCsv csv, Consumer<IOException> onFailure) {
    return start(rows, csv, onFailure, WAITING_ROWS);
  }

  static ResultPipeline start(
      Function<ProbeResult, ResultRow> rows,
      ResultsCsv csv,
      Consumer<IOException> onFailure,
      int capacity) {
    ResultPipeline pipeline = new ResultPipeline(rows, csv, onFailure, capacity);
    Thread writer = new Thread(pipeline::run, "rdpsweep-results");
    writer.setDaemon(true); // close() waits for it; nothing else should
    writer.start();
    return pipeline;
  }

  /** Takes a batch, except while the queue is full and after {@link #close}. */
  @Override
  public boolean offer(List<ProbeResult> batch) {
    lock.lock();
    try {
      if (closed || waitingRows >= capacity) {
        return false;
      }
      accepted += batch.size();
      if (failure.isEmpty()) {
        waiting.add(batch);
        waitingRows += batch.size();
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more batches, and returns when all that were taken are written and flushed. May be
   * called again.
   *
   * @throws IOException if the output failed, now or before
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    ended.join();
    Optional<IOException> cause = failure();
    if (cause.isPresent()) {
      throw cause.get();
    }
  }

  /** Why the output failed, if it did. */
  public Optional<IOException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Rows that the output has taken; after a failure there may be some more. */
  public long written() {
    return written;
  }

  /** Rows that were accepted and that the output has not taken: yet, or after a failure at all. */
  public long unwritten() {
    lock.lock();
    try {
      return accepted - written;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      long taken = 0;
      for (Optional<List<ProbeResult>> batch = next(); batch.isPresent(); batch = next()) {
        for (ProbeResult result : batch.get()) {
          csv.write(rows.apply(result));
        }
        taken += batch.get().size();
        if (taken - written >= ROWS_A_FLUSH || isIdle()) {
          csv.flush();
          written = taken;
          unsettled = !batch.get().isEmpty();
        }
      }
      csv.flush(); // the header, if there were no rows
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException | RuntimeException | Error e) {
      // Without a writer the sweep would wait for ever: a bug must end it too.
      fail(new IOException("results cannot be written: " + e, e));
    } finally {
      ended.complete(null);
    }
  }

  /**
   * Waits for a batch; empty when there will be none. After rows comes a batch without any, when
   * for a second nothing else did: for outputs that force to the disk what was flushed before.
   */
  private Optional<List<ProbeResult>> next() throws InterruptedException {
    lock.lock();
    try {
      long patience = SETTLED_AFTER_NANOS;
      while (waiting.isEmpty() && !closed) {
        if (!unsettled) {
          changed.await();
        } else if (patience > 0) {
          patience = changed.awaitNanos(patience);
        } else {
          return Optional.of(List.of());
        }
      }
      List<ProbeResult> batch = waiting.poll();
      if (batch != null) {
        waitingRows -= batch.size();
      }
      return Optional.ofNullable(batch);
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException cause) {
    lock.lock();
    try {
      failure = Optional.of(cause);
      waiting.clear();
      waitingRows = 0;
    } finally {
      lock.unlock();
    }
    onFailure.accept(cause);
  }
}
