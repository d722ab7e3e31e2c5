package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.DescriptorLimit;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.TransportKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
      names = "--ramp-up",
      paramLabel = "D",
      converter = TimeoutConverter.class,
      description =
          "Let the rate rise from a tenth of --rate to the whole over this time. Default: none.")
  private Duration rampUp = Duration.ZERO;

  @Option(
      names = "--rate-file",
      paramLabel = "FILE",
      description =
          "Look at this file each second: a number in it is the rate from then on, never above"
              + " --rate; without the file, --rate holds. Default: none.")
  private Path rateFile;

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
    if (rate == Pace.UNLIMITED && !rampUp.isZero()) {
      throw new IllegalArgumentException("--ramp-up: needs a --rate to rise to, not unlimited");
    }
    int allowed = DescriptorLimit.connections();
    if (maxInFlight == null) {
      return new Pace(rate, segmentRate, allowed, rampUp);
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
    return new Pace(rate, segmentRate, maxInFlight, rampUp);
  }

  /** Where the rate can be lowered during the sweep. */
  Optional<Path> rateFile() {
    return Optional.ofNullable(rateFile);
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
