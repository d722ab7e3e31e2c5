package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.DescriptorLimit;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.TransportKind;
import picocli.CommandLine.Option;

/** How fast to go, and by which means. */
final class PaceOptions {

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      converter = RateConverter.class,
      description = "Connects started per second, or unlimited. Default: ${DEFAULT-VALUE}.")
  private long rate;

  @Option(
      names = "--segment-rate",
      paramLabel = "N",
      defaultValue = "200",
      converter = RateConverter.class,
      description = "The same for each /24 and each /64, or unlimited. Default: ${DEFAULT-VALUE}.")
  private long segmentRate;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      description =
          "Connections open at a time. Default: what the limit on open files allows, at most 16384;"
              + " fewer are used while this machine is short of something.")
  private Integer maxInFlight;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads that probe; one starts tens of thousands of connects a second."
              + " Default: ${DEFAULT-VALUE}.")
  private int eventLoops;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto, epoll, nio or io_uring. Default: ${DEFAULT-VALUE} (epoll on Linux, else nio).")
  private TransportKind transport;

  @Option(
      names = "--close",
      paramLabel = "HOW",
      defaultValue = "rst",
      description =
          "rst or fin: leave hosts by a reset, or by an orderly and slower close."
              + " Default: ${DEFAULT-VALUE}.")
  private LeaveMode leaveMode;

  Pace pace() {
    int allowed = DescriptorLimit.connections();
    if (maxInFlight == null) {
      return new Pace(rate, segmentRate, allowed);
    }
    if (maxInFlight < 1 || maxInFlight > DescriptorLimit.MOST) {
      throw new IllegalArgumentException(
          "--max-in-flight: " + maxInFlight + " is not in 1-" + DescriptorLimit.MOST);
    }
    if (maxInFlight > allowed) {
      throw new IllegalArgumentException(
          "--max-in-flight: "
              + maxInFlight
              + " is more than the limit on open files allows, "
              + allowed
              + " (ulimit -n)");
    }
    return new Pace(rate, segmentRate, maxInFlight);
  }

  int eventLoops() {
    int most = 4 * Runtime.getRuntime().availableProcessors();
    if (eventLoops < 1 || eventLoops > most) {
      throw new IllegalArgumentException("--event-loops: " + eventLoops + " is not in 1-" + most);
    }
    return eventLoops;
  }

  TransportKind transport() {
    return transport;
  }

  LeaveMode leaveMode() {
    return leaveMode;
  }
}
