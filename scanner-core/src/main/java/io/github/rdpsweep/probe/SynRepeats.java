package io.github.rdpsweep.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * When a machine's TCP sends an unanswered SYN again, so that the time a connect took tells how
 * many of its SYNs were lost.
 *
 * @param linear repeats a second apart, before the waiting begins to double
 */
/*
 * The first repeat comes after 1 s and each wait is twice the one before ([RFC 6298], sections 2.1
 * and 5.5): 1, 3, 7, 15 s after the first SYN. Windows and older Linux do so. Linux from 6.5 on
 * sends the first few repeats a second apart (net.ipv4.tcp_syn_linear_timeouts, 4 by default): 1, 2,
 * 3, 4, 5, 7, 11 s. It is the scanner's machine that counts: the peer never saw a SYN that was lost
 * on the way there, and one whose answer was lost on the way back is repeated too.
 */
public record SynRepeats(int linear) {

  /** As the RFC says. */
  public static final SynRepeats DOUBLING = new SynRepeats(0);

  private static final Path LINEAR_TIMEOUTS = Path.of("/proc/sys/net/ipv4/tcp_syn_linear_timeouts");

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Timers are coarse: a repeat is taken for sent from this part of its time on, or not at all. */
  private static final double EARLY = 0.95;

  /** And when nothing came of it, it is taken for sent only from here on. */
  private static final double LATE = 1.1;

  /** TCP has given up by then. */
  private static final int MOST = 20;

  public SynRepeats {
    if (linear < 0) {
      throw new IllegalArgumentException(linear + " linear timeouts");
    }
  }

  /** Those of this machine. */
  public static SynRepeats ofThisMachine() {
    try {
      return new SynRepeats(Integer.parseInt(Files.readString(LINEAR_TIMEOUTS).strip()));
    } catch (IOException | NumberFormatException e) {
      return DOUBLING; // not Linux, or one from before 6.5
    }
  }

  /** SYNs that were lost before one was answered, by the time from the first to the answer. */
  public int lostBefore(long connectNanos) {
    return dueBy(connectNanos, EARLY);
  }

  /** SYNs that were sent for sure while nothing answered, the first one among them. */
  public int sentWithin(long silentNanos) {
    return 1 + dueBy(silentNanos, LATE);
  }

  private int dueBy(long nanos, double part) {
    int repeats = 0;
    while (repeats < MOST && nanos >= part * dueNanos(repeats + 1)) {
      repeats++;
    }
    return repeats;
  }

  /** When a repeat is due, counted from 1. */
  private long dueNanos(int repeat) {
    int steady = Math.min(repeat, linear);
    return (steady + (1L << (repeat - steady)) - 1) * SECOND;
  }
}
