package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Dscp;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.SynRepeats;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How often to probe each target, and how to mark packets. */
final class RepeatOptions {

  private static final int MOST = 100;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Probe each target that answers N times in all, for loss, jitter, and whether it answers"
              + " every time. Default: ${DEFAULT-VALUE}.")
  private int probes;

  @Option(
      names = "--repeat-spacing",
      paramLabel = "D",
      defaultValue = "1s",
      converter = TimeoutConverter.class,
      description =
          "Pause between these; old listeners stop when too many connections are pending."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration spacing;

  @Option(
      names = "--dscp",
      paramLabel = "MARK",
      converter = DscpConverter.class,
      description =
          "Mark packets with this code point: 0-63, or a name such as EF, AF41 or CS5. With --repeat"
              + " every second probe is marked, and both kinds are compared. Default: no mark.")
  private Dscp mark;

  /** What the first probe of each target does. */
  ProbeSettings first(ProbeSettings unmarked) {
    return probes > 1 || mark == null ? unmarked : unmarked.marked(mark);
  }

  /**
   * The probes after it.
   *
   * @throws IllegalArgumentException if there are too many, or too few
   */
  Repeats repeats(ProbeSettings unmarked) {
    if (probes < 1 || probes > MOST) {
      throw new IllegalArgumentException("--repeat: " + probes + " is not in 1-" + MOST);
    }
    return new Repeats(
        probes, spacing, unmarked, Optional.ofNullable(mark), SynRepeats.ofThisMachine());
  }
}
