package io.github.rdpsweep.stats;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The statistics of a sweep: one {@link LoopStats} for each event loop, and their sum. */
public final class SweepStats {

  private final List<LoopStats> loops;

  /** All latencies that were taken from the loops so far. Guarded by this. */
  private final Map<Stage, Histogram> totals = new EnumMap<>(Stage.class);

  /** Guarded by this. */
  private final List<Outage> outages = new ArrayList<>();

  /** For a sweep of so many event loops. */
  public SweepStats(int loops) {
    if (loops < 1) {
      throw new IllegalArgumentException("event loops: " + loops);
    }
    this.loops = Stream.generate(LoopStats::new).limit(loops).toList();
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      totals.put(stage, LatencyRecorder.emptyHistogram());
    }
  }

  /** The part of one event loop, which alone may record in it. */
  public LoopStats loop(int index) {
    return loops.get(index);
  }

  /** The scanner's own side of the network stopped working. By any thread. */
  public synchronized void beginOutage(String reason, Instant from) {
    outages.add(new Outage(reason, from, Optional.empty()));
  }

  /** It works again. By any thread. */
  public synchronized void endOutage(Instant to) {
    int last = outages.size() - 1;
    outages.set(last, outages.get(last).endedAt(to));
  }

  /**
   * The sum over all loops so far. While they run, numbers of one snapshot may be some probes
   * apart; none is ever lost or counted twice.
   */
  public synchronized StatsSnapshot snapshot() {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    Map<OwnTrouble, Long> troubles = new EnumMap<>(OwnTrouble.class);
    long attempts = 0;
    long followUps = 0;
    long followUpAnswers = 0;
    long doubted = 0;
    int inFlight = 0;
    for (LoopStats loop : loops) {
      loop.outcomes().addTo(outcomes);
      loop.troubles().addTo(troubles);
      attempts += loop.attempts();
      followUps += loop.followUps();
      followUpAnswers += loop.followUpAnswers();
      doubted += loop.doubted();
      inFlight += loop.inFlight();
      for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
        loop.latency(stage).drainTo(totals.get(stage));
      }
    }
    return new StatsSnapshot(
        attempts,
        new FollowUpCounts(followUps, followUpAnswers),
        new OutageCounts(outages, doubted),
        firstPass(),
        inFlight,
        outcomes,
        troubles,
        totals);
  }

  /* The loops share hosts out evenly, and the rate; so they run out of new hosts together. */
  private FirstPass firstPass() {
    FirstPass all = new FirstPass(0, 0);
    long start = 0;
    for (LoopStats loop : loops) {
      long attempts = loop.firstPassAttempts();
      if (attempts == 0) {
        continue;
      }
      long first = loop.firstHostNanos();
      long last = loop.lastHostNanos();
      if (all.attempts() == 0) {
        start = first;
        all = new FirstPass(attempts, last - first);
      } else {
        long earlier = Math.max(0, start - first); // differences: the clock may be negative
        long nanos = earlier + Math.max(all.nanos(), last - start);
        start -= earlier;
        all = new FirstPass(all.attempts() + attempts, nanos);
      }
    }
    return all;
  }
}
