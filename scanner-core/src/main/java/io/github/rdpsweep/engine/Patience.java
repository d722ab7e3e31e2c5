package io.github.rdpsweep.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a sweep waits, and how often it tries again.
 *
 * @param connect for an answer to the SYN, in the last pass
 * @param first the same in the passes before the last, never longer than {@code connect}; empty for
 *     as long as the round-trip times seen so far suggest
 * @param reply for a whole reply to the Connection Request
 * @param retries further passes over targets that were silent
 */
public record Patience(Duration connect, Optional<Duration> first, Duration reply, int retries) {

  /** What a single wait may last. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  /** Further passes that a sweep may have. */
  public static final int MOST_RETRIES = 10;

  public Patience {
    check("connect timeout", connect);
    first.ifPresent(timeout -> check("first timeout", timeout));
    check("reply timeout", reply);
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new IllegalArgumentException("retries " + retries + ": 0 to " + MOST_RETRIES);
    }
  }

  /** Learns from the round-trip times how long to wait in the passes before the last. */
  public Patience(Duration connect, Duration reply, int retries) {
    this(connect, Optional.empty(), reply, retries);
  }

  private static void check(String what, Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " " + timeout + ": 1 ms to 10 min");
    }
  }
}
