package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.target.Target;
import java.net.InetSocketAddress;

/** Results of probes that never were. */
final class Results {

  private static final Target TARGET =
      new Target(new InetSocketAddress("192.0.2.1", 3389), "192.0.2.1");

  private Results() {}

  static ProbeResult of(Outcome outcome) {
    return new ProbeResult(
        TARGET,
        outcome,
        outcome.stage(),
        "",
        1,
        new Timings(1_500_000, Timings.NOT_MEASURED, 1_500_000),
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        0);
  }
}
