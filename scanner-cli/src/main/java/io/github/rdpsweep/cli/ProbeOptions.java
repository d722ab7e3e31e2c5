package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.Ports;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to do at each target, and how long to wait for it. */
final class ProbeOptions {

  private enum Depth {
    CONNECT,
    NEGOTIATE
  }

  @Option(
      names = "--depth",
      paramLabel = "STAGE",
      defaultValue = "negotiate",
      description =
          "connect (an open port proves little) or negotiate (RDP answered)."
              + " Default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Option(
      names = "--connect-timeout",
      paramLabel = "D",
      defaultValue = "3s",
      converter = TimeoutConverter.class,
      description = "Wait for an answer to the SYN, in the last pass. Default: ${DEFAULT-VALUE}.")
  private Duration connectTimeout;

  @Option(
      names = "--first-timeout",
      paramLabel = "D",
      converter = TimeoutConverter.class,
      description =
          "The same in the passes before the last. Default: as short as the answers seen so far"
              + " suggest; 1s at first, never below 250ms.")
  private Duration firstTimeout;

  @Option(
      names = "--reply-timeout",
      paramLabel = "D",
      defaultValue = "5s",
      converter = TimeoutConverter.class,
      description = "Wait for the Connection Confirm. Default: ${DEFAULT-VALUE}.")
  private Duration replyTimeout;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Further passes over silent targets, after all others and at least a second later."
            + " Default: ${DEFAULT-VALUE}."
      })
  private int retries;

  @Option(
      names = "--alive-ports",
      paramLabel = "LIST",
      converter = PortsConverter.class,
      description =
          "At hosts that are silent in the last pass, connect to these ports until one answers: a"
              + " host that answers on 135 or 445 exists, and its silence is a failure."
              + " Default: none.")
  private Ports alivePorts;

  ProbeSettings settings() {
    return switch (depth) {
      case CONNECT -> ProbeSettings.CONNECT;
      case NEGOTIATE -> ProbeSettings.NEGOTIATE;
    };
  }

  FollowUpPolicy followUps() {
    return alivePorts == null ? FollowUpPolicy.NONE : new AlivePorts(alivePorts);
  }

  Patience patience() {
    if (retries < 0 || retries > Patience.MOST_RETRIES) {
      throw new IllegalArgumentException(
          "--retries: " + retries + " is not in 0-" + Patience.MOST_RETRIES);
    }
    return new Patience(connectTimeout, Optional.ofNullable(firstTimeout), replyTimeout, retries);
  }
}
