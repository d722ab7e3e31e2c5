package io.github.rdpsweep.engine;

import java.net.InetAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the control said so far, and what follows from it. One thread asks and tells the answers;
 * lanes read, and may have it asked at once.
 */
/*
 * How this works: an answer to a question that was put after a probe had ended proves that the
 * scanner's side worked then; and if it never failed since before that probe began, what the probe
 * met was the host's doing. The first failure pauses all starts, for nothing can be learnt; the
 * second makes it an outage. What was under way while the control failed is not believed, whether or
 * not it became an outage.
 */
final class ControlWatch {

  /** A control that fails so often tells nothing. */
  private static final int MOST_FAILURES = 100;

  private final InetAddress host;
  private final long patienceNanos;
  private final AtomicBoolean inContact = new AtomicBoolean();
  private final Semaphore wish = new Semaphore(0);

  private volatile boolean paused;
  private volatile long confirmedNanos;
  private volatile long backNanos;

  // Of the asking thread only.
  private boolean down;
  private long firstFailureNanos;
  private int failures;

  ControlWatch(Control control, long now) {
    host = control.probe().address().orElse(null);
    patienceNanos = control.patience().toNanos();
    confirmedNanos = now;
    backNanos = now;
  }

  /** Whether nothing should be started. */
  boolean isPaused() {
    return paused;
  }

  /** When the last question was put that was answered. */
  long confirmedNanos() {
    return confirmedNanos;
  }

  /** Since when it has always answered; read after {@link #confirmedNanos}. */
  long backNanos() {
    return backNanos;
  }

  /** Whether an address is the control's own, so that it must be met by one side at a time. */
  boolean isHost(InetAddress address) {
    return address.equals(host);
  }

  boolean enterHost() {
    return inContact.compareAndSet(false, true);
  }

  void leaveHost() {
    inContact.set(false);
  }

  /** Has it asked at once. */
  void askNow() {
    if (wish.availablePermits() == 0) {
      wish.release();
    }
  }

  /** Waits until it should be asked at once, or for so long. */
  void awaitWish(long nanos) throws InterruptedException {
    var unused = wish.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    wish.drainPermits();
  }

  /**
   * It answered.
   *
   * @param askedNanos when the question was put
   * @return whether this ends an outage
   */
  boolean answered(long askedNanos, long now) {
    boolean back = down;
    if (paused) {
      down = false;
      backNanos = now;
    }
    confirmedNanos = askedNanos;
    paused = false;
    return back;
  }

  /**
   * It did not.
   *
   * @return whether this begins an outage
   */
  boolean failed(long now) {
    if (!paused) {
      failures++;
      paused = true;
      firstFailureNanos = now;
      return false;
    }
    boolean begins = !down;
    down = true;
    return begins;
  }

  /** Whether it is time to stop waiting. */
  boolean isHopeless(long now) {
    return paused && (now - firstFailureNanos > patienceNanos || failures > MOST_FAILURES);
  }
}
