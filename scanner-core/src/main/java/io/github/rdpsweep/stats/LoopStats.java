package io.github.rdpsweep.stats;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one event loop counts and measures. Only that loop may call the methods that record; {@link
 * SweepStats} reads from any thread.
 */
public final class LoopStats {

  private final Counters<Outcome> outcomes = new Counters<>(Outcome.class);
  private final Counters<OwnTrouble> troubles = new Counters<>(OwnTrouble.class);
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong followUps = new AtomicLong();
  private final AtomicLong followUpAnswers = new AtomicLong();
  private final AtomicLong doubted = new AtomicLong();
  private final AtomicLong firstHostNanos = new AtomicLong();
  private final AtomicLong lastHostNanos = new AtomicLong();
  private final AtomicLong firstPassAttempts = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LatencyRecorder connect = new LatencyRecorder();
  private final LatencyRecorder negotiate = new LatencyRecorder();
  private final LatencyRecorder tls = new LatencyRecorder();
  private final LatencyRecorder identity = new LatencyRecorder();

  LoopStats() {}

  /** Counts a connect that was begun, repeats among them. */
  public void recordAttempt() {
    attempts.setRelease(attempts.getPlain() + 1); // one writer: no locked increment is needed
  }

  /** Notes that the connect counted last was a follow-up: one that has no row of its own. */
  public void recordFollowUp() {
    followUps.setRelease(followUps.getPlain() + 1);
  }

  /** Counts a follow-up that the host answered, be it by a refusal. */
  public void recordFollowUpAnswer() {
    followUpAnswers.setRelease(followUpAnswers.getPlain() + 1);
  }

  /** Counts a target that is probed again, since the scanner's own side may have failed. */
  public void recordDoubted(int targets) {
    doubted.setRelease(doubted.getPlain() + targets);
  }

  /**
   * Notes that the connect counted last went to a host that had none before.
   *
   * @param now the monotonic clock, the same one for all loops
   */
  public void recordNewHost(long now) {
    if (firstPassAttempts.getPlain() == 0) {
      firstHostNanos.setRelease(now);
    }
    lastHostNanos.setRelease(now);
    firstPassAttempts.setRelease(attempts.getPlain());
  }

  /** Tells how many probes are under way. */
  public void setInFlight(int probes) {
    inFlight.setRelease(probes);
  }

  /** Counts trouble of the scanner's own; one probe may meet several. */
  public void record(OwnTrouble trouble) {
    troubles.increment(trouble);
  }

  /** Counts the outcome of a probe that is over, and takes its latencies. */
  public void record(ProbeResult result) {
    outcomes.increment(result.outcome());
    Timings timings = result.timings();
    if (timings.connectNanos() >= 0
        && StageRules.isConnectAnswered(result.outcome(), result.stage())) {
      connect.record(timings.connectNanos());
    }
    if (timings.negotiateNanos() >= 0 && StageRules.isReplyWhole(result)) {
      negotiate.record(timings.negotiateNanos());
    }
    if (timings.tlsNanos() >= 0) {
      tls.record(timings.tlsNanos());
    }
    if (timings.identityNanos() >= 0) {
      identity.record(timings.identityNanos());
    }
  }

  Counters<Outcome> outcomes() {
    return outcomes;
  }

  Counters<OwnTrouble> troubles() {
    return troubles;
  }

  int inFlight() {
    return inFlight.getAcquire();
  }

  long attempts() {
    return attempts.getAcquire();
  }

  long followUps() {
    return followUps.getAcquire();
  }

  long followUpAnswers() {
    return followUpAnswers.getAcquire();
  }

  long doubted() {
    return doubted.getAcquire();
  }

  /** When the first host had its first connect; nothing where there was none. */
  long firstHostNanos() {
    return firstHostNanos.getAcquire();
  }

  /** When the last host that was new had its first connect. */
  long lastHostNanos() {
    return lastHostNanos.getAcquire();
  }

  /** Attempts until then; 0 where there was no host. */
  long firstPassAttempts() {
    return firstPassAttempts.getAcquire();
  }

  /** The recorder of one of {@link StatsSnapshot#MEASURED_STAGES}. */
  LatencyRecorder latency(Stage stage) {
    return switch (stage) {
      case CONNECT -> connect;
      case NEGOTIATE -> negotiate;
      case TLS -> tls;
      case IDENTITY -> identity;
      case BEFORE, DONE ->
          throw new IllegalArgumentException("stage " + stage.label() + " is not measured");
    };
  }
}
