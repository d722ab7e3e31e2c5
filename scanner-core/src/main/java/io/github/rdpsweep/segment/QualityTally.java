package io.github.rdpsweep.segment;

import io.github.rdpsweep.probe.Delivery;

/** Adds up what repeated probes show of paths and servers. Belongs to one thread. */
public final class QualityTally {

  private final QosTally qos = new QosTally();
  private long targets;
  private long flipping;
  private long sent;
  private long lost;

  /** Adds what was seen of one target; nothing, if it was probed once. */
  public void add(Repetition repetition) {
    if (repetition.probes() == 0) {
      return;
    }
    targets++;
    flipping += repetition.isFlipping() ? 1 : 0;
    Delivery delivery = repetition.delivery();
    sent += delivery.sent();
    lost += delivery.lost();
    qos.add(repetition);
  }

  /** All targets so far. */
  public Quality quality() {
    return new Quality(targets, flipping, sent, lost, qos.compare());
  }
}
