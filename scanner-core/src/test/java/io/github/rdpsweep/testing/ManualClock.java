package io.github.rdpsweep.testing;

import io.github.rdpsweep.engine.SweepClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when told to. By default the monotonic clock wraps after a second. */
public final class ManualClock implements SweepClock {

  private static final long WALL_CLOCK_START = SampleResults.STARTED_AT;

  private final long origin;
  private final AtomicLong elapsed = new AtomicLong();

  public ManualClock() {
    this(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1));
  }

  /** Starts where the monotonic clock shows a value. */
  public ManualClock(long nanoTime) {
    origin = nanoTime;
  }

  /** Lets time pass. */
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("time does not run backwards: " + nanos);
    }
    elapsed.addAndGet(nanos);
  }

  public void advanceMillis(long millis) {
    advance(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** How much time has passed. */
  public long elapsedNanos() {
    return elapsed.get();
  }

  @Override
  public long nanoTime() {
    return origin + elapsed.get();
  }

  @Override
  public long epochMillis() {
    return WALL_CLOCK_START + TimeUnit.NANOSECONDS.toMillis(elapsed.get());
  }
}
