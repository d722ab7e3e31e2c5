package io.github.rdpsweep.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Netty's leak detector, which keeps what it finds instead of logging it. The build names this
 * class as {@code io.netty.customResourceLeakDetector} and has every buffer watched; Netty makes it
 * by reflection.
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

  private static final String CANARY = "canary of the leak detector ";
  private static final int MOST_TRIES = 200;

  private static final AtomicInteger CANARIES = new AtomicInteger();
  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

  public LeakRecorder(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /** Netty looks for this one too, and logs an error if it is missing. */
  public LeakRecorder(Class<?> resourceType, int samplingInterval, long maxActive) {
    this(resourceType, samplingInterval);
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    REPORTS.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    REPORTS.add(resourceType);
  }

  /** What was leaked since the last call: an empty list, if all is well. */
  public static List<String> leaks() {
    // A leak of our own, older than this one's detection, shows that earlier ones were detected.
    String canary = CANARY + CANARIES.incrementAndGet(); // equal leaks are reported once
    leak(canary);
    boolean detected = false;
    for (int i = 0; i < MOST_TRIES && !detected; i++) {
      System.gc();
      ByteBufAllocator.DEFAULT.buffer(1).release(); // looks for leaks
      detected = REPORTS.stream().anyMatch(report -> report.contains(canary));
    }
    if (!detected) {
      throw new AssertionError("leaks are not detected: " + REPORTS);
    }
    List<String> leaks = REPORTS.stream().filter(report -> !report.contains(CANARY)).toList();
    REPORTS.clear();
    return leaks;
  }

  private static void leak(String hint) {
    ByteBuf canary = ByteBufAllocator.DEFAULT.buffer(1);
    canary.touch(hint);
  }
}
