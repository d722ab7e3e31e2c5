package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.ProbeResult;
import java.util.List;

/** Where the event loops hand their results over. Called by every event loop; must not block. */
@FunctionalInterface
public interface ResultSink {

  /**
   * Takes a batch, or refuses it while the receiver has no room; a loop that is refused starts no
   * further probes and offers the same batch again later.
   *
   * @param batch results, which from then on belong to the receiver
   * @return whether the batch was taken
   */
  boolean offer(List<ProbeResult> batch);
}
