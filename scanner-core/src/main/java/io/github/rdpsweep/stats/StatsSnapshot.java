package io.github.rdpsweep.stats;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a whole sweep counted and measured up to one moment. Immutable. */
public final class StatsSnapshot {

  /** The stages whose latency is measured, in their order. */
  public static final List<Stage> MEASURED_STAGES =
      List.of(Stage.CONNECT, Stage.NEGOTIATE, Stage.TLS, Stage.IDENTITY);

  private final long attempts;
  private final FollowUpCounts followUps;
  private final OutageCounts outages;
  private final FirstPass firstPass;
  private final int inFlight;
  private final Map<Outcome, Long> outcomes;
  private final Map<OwnTrouble, Long> troubles;
  private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);

  StatsSnapshot(
      long attempts,
      FollowUpCounts followUps,
      OutageCounts outages,
      FirstPass firstPass,
      int inFlight,
      Map<Outcome, Long> outcomes,
      Map<OwnTrouble, Long> troubles,
      Map<Stage, Histogram> histograms) {
    this.attempts = attempts;
    this.followUps = followUps;
    this.outages = outages;
    this.firstPass = firstPass;
    this.inFlight = inFlight;
    this.outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
    this.troubles = Collections.unmodifiableMap(new EnumMap<>(troubles));
    histograms.forEach((stage, histogram) -> this.histograms.put(stage, histogram.copy()));
  }

  /** Connects that were begun, repeats and follow-ups among them. */
  public long attempts() {
    return attempts;
  }

  /** Those of them that were follow-ups, which add to rows and have none of their own. */
  public FollowUpCounts followUps() {
    return followUps;
  }

  /** When the scanner's own side of the network failed. */
  public OutageCounts outages() {
    return outages;
  }

  /** The rate achieved while there were new hosts. */
  public FirstPass firstPass() {
    return firstPass;
  }

  /** Probes that were under way. */
  public int inFlight() {
    return inFlight;
  }

  /** Probes that are over. */
  public long finished() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Probes that are over and that something answered, be it a refusal. */
  public long answered() {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().isAnswer())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Probes that are over, by how they ended; every outcome is there, many with 0. */
  public Map<Outcome, Long> outcomes() {
    return outcomes;
  }

  /** Trouble of the scanner's own by kind; every kind is there. */
  public Map<OwnTrouble, Long> troubles() {
    return troubles;
  }

  /**
   * Percentiles of one of {@link #MEASURED_STAGES}. {@code CONNECT}: until the peer's TCP accepted
   * or refused. {@code NEGOTIATE}: from the request to a whole reply. {@code TLS}: from the
   * ClientHello to the end of the handshake. {@code IDENTITY}: from the first message of CredSSP to
   * the answer.
   */
  public StageLatency latency(Stage stage) {
    return StageLatency.of(measured(stage));
  }

  /** The latencies of one of {@link #MEASURED_STAGES} by percentile. */
  public LatencyCurve curve(Stage stage) {
    return LatencyCurve.of(measured(stage));
  }

  /** A copy of all values of one of {@link #MEASURED_STAGES}, in nanoseconds. */
  public Histogram histogram(Stage stage) {
    return measured(stage).copy();
  }

  private Histogram measured(Stage stage) {
    Histogram histogram = histograms.get(stage);
    if (histogram == null) {
      throw new IllegalArgumentException("stage " + stage.label() + " is not measured");
    }
    return histogram;
  }
}
