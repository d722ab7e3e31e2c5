package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.probe.ProbeSettings;
import java.time.Duration;
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
        "Further passes over silent targets. Default: ${DEFAULT-VALUE}.",
        "All passes but the last wait only as long as the answers seen so far suggest."
      })
  private int retries;

  ProbeSettings settings() {
    return switch (depth) {
      case CONNECT -> ProbeSettings.CONNECT;
      case NEGOTIATE -> ProbeSettings.NEGOTIATE;
    };
  }

  Patience patience() {
    if (retries < 0 || retries > Patience.MOST_RETRIES) {
      throw new IllegalArgumentException(
          "--retries: " + retries + " is not in 0-" + Patience.MOST_RETRIES);
    }
    return new Patience(connectTimeout, replyTimeout, retries);
  }
}
