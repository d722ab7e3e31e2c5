package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.stats.WilsonInterval;
import java.util.Objects;

/** Adds up what repeated probes show of a fleet's paths and servers. Belongs to one thread. */
public final class QualityTally {

  private final Repeats repeats;
  private final QosTally qos = new QosTally();
  private long targets;
  private long flipping;
  private long sent;
  private long lost;

  /**
   * Nothing yet.
   *
   * @param repeats by which targets are probed
   */
  public QualityTally(Repeats repeats) {
    this.repeats = Objects.requireNonNull(repeats);
  }

  /** Adds what was seen of one target; nothing, if it was probed once. */
  public void add(ProbeSeries series) {
    if (series.count() == 0) {
      return;
    }
    targets++;
    flipping += series.isFlipping() ? 1 : 0;
    Delivery delivery = series.delivery();
    sent += delivery.sent();
    lost += delivery.lost();
    qos.add(series);
  }

  /** By which targets were probed. */
  public Repeats repeats() {
    return repeats;
  }

  /** Targets that were probed repeatedly. */
  public long targets() {
    return targets;
  }

  /** Those of them whose server turned clients away, and was ready before and after; or reverse. */
  public long flipping() {
    return flipping;
  }

  /** Packets that had to be answered. */
  public long sent() {
    return sent;
  }

  /** Those of them that were lost. */
  public long lost() {
    return lost;
  }

  /** The share that was lost, as far as the sample tells. */
  public WilsonInterval loss() {
    return WilsonInterval.of(lost, sent);
  }

  /** What the mark does. */
  public QosComparison qos() {
    return qos.compare();
  }
}
