package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What is counted of one segment: one array, since there may be 65,536 of them. */
@SuppressWarnings("EnumOrdinal") // constants number columns, which live no longer than a sweep
final class SegmentCounts {

  private static final Verdict[] VERDICTS = Verdict.values();
  private static final Cause[] CAUSES = Cause.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private static final int FIRST_VERDICT = OUTCOMES.length;
  private static final int EXPECTED = FIRST_VERDICT + VERDICTS.length;
  private static final int CONNECTED = EXPECTED + 1;
  private static final int KNOWN = CONNECTED + 1;
  private static final int RESENT = KNOWN + 1;
  private static final int TURNED_BACK = RESENT + 1;
  private static final int INCONSISTENT = TURNED_BACK + 1;
  private static final int ANSWERED_FAILURES = INCONSISTENT + 1;
  private static final int HANGING_FAILURES = ANSWERED_FAILURES + 1;
  private static final int FIRST_CAUSE = HANGING_FAILURES + 1;
  private static final int FIRST_DEGRADED_CAUSE = FIRST_CAUSE + CAUSES.length;
  private static final int COLUMNS = FIRST_DEGRADED_CAUSE + CAUSES.length;

  private final int[] counts = new int[COLUMNS];

  /**
   * Rows of hosts that work and of which there is no more to tell: most are, so that this number is
   * spared the way to the columns that it stands for, which wait in memory.
   */
  private int working;

  private final LatencySketch latencies = new LatencySketch();

  /** None while every target was probed once, since most sweeps do without. */
  private QualityTally quality;

  /**
   * Counts a row.
   *
   * @param logLatency the natural logarithm of its latency, if it has one
   */
  void add(Observation row, double logLatency) {
    if (row.hasRoundTrip()) {
      latencies.addLog(logLatency);
    }
    if (isWorking(row)) {
      working++;
      return;
    }
    counts[row.outcome().ordinal()]++;
    counts[FIRST_VERDICT + row.verdict().ordinal()]++;
    if (row.repetition().probes() > 0) {
      quality = quality == null ? new QualityTally() : quality;
      quality.add(row.repetition());
    }
    if (row.presence() == Presence.KNOWN) {
      counts[KNOWN]++;
    }
    if (row.delivery() != Observation.Delivery.UNKNOWN) {
      counts[CONNECTED]++;
    }
    if (row.delivery() == Observation.Delivery.RESENT) {
      counts[RESENT]++;
    }
    if (row.isTurnedBack()) {
      counts[TURNED_BACK]++;
    }
    if (row.isInconsistent()) {
      counts[INCONSISTENT]++;
    }
    if (row.verdict() == Verdict.DEGRADED) {
      counts[FIRST_DEGRADED_CAUSE + row.cause().ordinal()]++;
    }
    if (row.isExpected()) {
      counts[EXPECTED]++;
    }
    if (row.isFailure()) {
      counts[FIRST_CAUSE + row.cause().ordinal()]++;
      if (row.cause() == Cause.UNDETERMINED && row.isFailureAfterConnect()) {
        counts[HANGING_FAILURES]++;
      }
      if (row.presence() == Presence.ANSWERED) {
        counts[ANSWERED_FAILURES]++;
      }
    }
  }

  private static boolean isWorking(Observation row) {
    return row.outcome() == Outcome.READY
        && row.verdict() == Verdict.OK
        && row.presence() == Presence.ANSWERED
        && row.delivery() == Observation.Delivery.AT_ONCE
        && row.repetition().probes() == 0;
  }

  /** The columns, brought up to date. */
  private int[] counts() {
    counts[Outcome.READY.ordinal()] += working;
    counts[FIRST_VERDICT + Verdict.OK.ordinal()] += working;
    counts[EXPECTED] += working;
    counts[CONNECTED] += working;
    working = 0;
    return counts;
  }

  int swept() {
    return Arrays.stream(counts(), 0, OUTCOMES.length).sum();
  }

  /** Hosts that are shown or said to exist; a device that spoke for them still passes for them. */
  int expected() {
    return counts()[EXPECTED];
  }

  /** Targets of hosts that exist, whatever they answered. */
  int known() {
    return counts()[KNOWN];
  }

  /** Targets that were connected and that tell how good the path is. */
  int connected() {
    return counts()[CONNECTED];
  }

  /** Of those, the ones to which packets had to be sent again. */
  int resent() {
    return counts()[RESENT];
  }

  /** Targets for which a router on the way sent an ICMP error. */
  int turnedBack() {
    return counts()[TURNED_BACK];
  }

  /** Targets that answered with INCONSISTENT_FLAGS. */
  int inconsistent() {
    return counts()[INCONSISTENT];
  }

  /** Failures of hosts that nothing but their own answer shows to exist. */
  int answeredFailures() {
    return counts()[ANSWERED_FAILURES];
  }

  /** Failures of undetermined cause that had connected. */
  int hangingFailures() {
    return counts()[HANGING_FAILURES];
  }

  int count(Outcome outcome) {
    return counts()[outcome.ordinal()];
  }

  Quality quality() {
    return quality == null ? Quality.NONE : quality.quality();
  }

  LatencySketch latencies() {
    return latencies;
  }

  /** Rows by verdict, all verdicts. */
  Map<Verdict, Integer> verdicts() {
    Map<Verdict, Integer> map = new EnumMap<>(Verdict.class);
    for (Verdict verdict : VERDICTS) {
      map.put(verdict, counts()[FIRST_VERDICT + verdict.ordinal()]);
    }
    return map;
  }

  /** Failures by the cause that their own rows show, all causes. */
  Map<Cause, Integer> causes() {
    Map<Cause, Integer> map = new EnumMap<>(Cause.class);
    for (Cause cause : CAUSES) {
      map.put(cause, counts()[FIRST_CAUSE + cause.ordinal()]);
    }
    return map;
  }

  /** The commonest cause of the targets that work badly. */
  Cause degradedCause() {
    Cause commonest = Cause.NONE;
    int most = 0;
    for (Cause cause : CAUSES) {
      int count = counts()[FIRST_DEGRADED_CAUSE + cause.ordinal()];
      if (count > most) {
        commonest = cause;
        most = count;
      }
    }
    return commonest;
  }

  /** Rows by outcome, those that occurred. */
  Map<Outcome, Integer> outcomes() {
    Map<Outcome, Integer> map = new EnumMap<>(Outcome.class);
    for (Outcome outcome : OUTCOMES) {
      if (count(outcome) > 0) {
        map.put(outcome, count(outcome));
      }
    }
    return map;
  }
}
