package io.github.rdpsweep.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait for an answer to a SYN: all of the timeout in the last pass, and in the passes
 * before it as long as was asked for, or as the answers seen so far suggest.
 */
/*
 * How this works: smoothed time and variation as TCP keeps them for its retransmission timeout (RFC
 * 6298), only more generous, since most addresses that are silent for this long hold no host, and
 * those that do get a whole timeout in the last pass. Until enough hosts have answered it is one
 * second, the initial retransmission timeout of that RFC.
 */
final class ConnectPatience {

  private static final long INITIAL_NANOS = 1_000_000_000;
  private static final long LEAST_NANOS = 250_000_000;
  private static final int ENOUGH_ANSWERS = 100;
  private static final double GAIN = 1.0 / 8;
  private static final double VARIATION_GAIN = 1.0 / 4;
  private static final double VARIATIONS = 8;

  private final long fullNanos;
  private final Optional<Long> firstNanos;
  private final int lastPass;

  private double smoothedNanos;
  private double variationNanos;
  private int answers;

  ConnectPatience(Patience patience) {
    fullNanos = patience.connect().toNanos();
    firstNanos = patience.first().map(Duration::toNanos);
    lastPass = patience.retries() + 1;
  }

  /** A host answered the SYN after this time. */
  void onAnswer(long nanos) {
    if (answers == 0) {
      smoothedNanos = nanos;
      variationNanos = nanos / 2.0;
    } else {
      variationNanos += VARIATION_GAIN * (Math.abs(nanos - smoothedNanos) - variationNanos);
      smoothedNanos += GAIN * (nanos - smoothedNanos);
    }
    if (answers < ENOUGH_ANSWERS) {
      answers++;
    }
  }

  long timeoutNanos(int pass) {
    if (pass == lastPass) {
      return fullNanos;
    }
    return Math.min(fullNanos, firstNanos.orElseGet(this::suggestedNanos));
  }

  private long suggestedNanos() {
    double suggested =
        answers < ENOUGH_ANSWERS ? INITIAL_NANOS : smoothedNanos + VARIATIONS * variationNanos;
    return (long) Math.max(LEAST_NANOS, suggested);
  }
}
