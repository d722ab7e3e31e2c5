package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.SecurityEnumeration;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to do at each target, and how long to wait for it. */
final class ProbeOptions {

  private enum Depth {
    CONNECT,
    NEGOTIATE,
    TLS,
    IDENTITY
  }

  /** Protocols that only few servers have, and that {@code --security-also} offers alone. */
  private enum RareProtocol {
    RDSTLS,
    RDSAAD
  }

  @Option(
      names = "--depth",
      paramLabel = "STAGE",
      defaultValue = "negotiate",
      description =
          "connect (an open port proves little), negotiate (RDP answered), tls (and its version and"
              + " certificate) or identity (and the names, build and clock that the server claims;"
              + " no logon is tried). Default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Option(
      names = "--security",
      description =
          "Also find out which protocols a server accepts, whether it requires network level"
              + " authentication, and whether standard RDP security is still allowed: up to two"
              + " more connections to each server that answered, a second apart.")
  private boolean security;

  @Option(
      names = "--security-also",
      paramLabel = "LIST",
      split = ",",
      description =
          "With --security, protocols to offer alone as well, each in a connection of its own:"
              + " rdstls, rdsaad. Default: none.")
  private List<RareProtocol> securityAlso = new ArrayList<>();

  @Option(
      names = "--rdp-encryption",
      description =
          "With --security, ask servers that accept standard RDP security for its encryption."
              + " Goes deeper than negotiation (MCS Connect Initial); off by default, since probes"
              + " beyond it have upset old hosts.")
  private boolean encryption;

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
      description =
          "Wait for the Connection Confirm, and as long again for each stage beyond it. Default:"
              + " ${DEFAULT-VALUE}.")
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
      case TLS -> ProbeSettings.TLS;
      case IDENTITY -> ProbeSettings.IDENTITY;
    };
  }

  /** Whether servers are asked with weaker offers too. */
  boolean enumeratesSecurity() {
    return security;
  }

  /** Which further connections a row needs. */
  FollowUpPolicy followUps() {
    return FollowUpPolicy.inTurn(List.of(alivePorts(), enumeration()));
  }

  private FollowUpPolicy alivePorts() {
    return alivePorts == null ? FollowUpPolicy.NONE : new AlivePorts(alivePorts);
  }

  private FollowUpPolicy enumeration() {
    if (!security) {
      refuseWithoutSecurity(!securityAlso.isEmpty(), "--security-also");
      refuseWithoutSecurity(encryption, "--rdp-encryption");
      return FollowUpPolicy.NONE;
    }
    if (depth == Depth.CONNECT) {
      throw new IllegalArgumentException("--security: needs --depth negotiate or more");
    }
    List<SecurityProtocol> others = securityAlso.stream().map(ProbeOptions::protocol).toList();
    return new SecurityEnumeration(others, encryption, settings().trafficClass());
  }

  private static SecurityProtocol protocol(RareProtocol rare) {
    return switch (rare) {
      case RDSTLS -> SecurityProtocol.RDSTLS;
      case RDSAAD -> SecurityProtocol.RDSAAD;
    };
  }

  private static void refuseWithoutSecurity(boolean given, String option) {
    if (given) {
      throw new IllegalArgumentException(option + ": needs --security");
    }
  }

  Patience patience() {
    if (retries < 0 || retries > Patience.MOST_RETRIES) {
      throw new IllegalArgumentException(
          "--retries: " + retries + " is not in 0-" + Patience.MOST_RETRIES);
    }
    return new Patience(connectTimeout, Optional.ofNullable(firstTimeout), replyTimeout, retries);
  }
}
