package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Control;
import io.github.rdpsweep.engine.ControlProbe;
import io.github.rdpsweep.engine.LinkControl;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.engine.TcpControl;
import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.TargetPlan;
import io.github.rdpsweep.target.TargetSet;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a sweep tells that the network fails on the scanner's own side. */
final class ControlOptions {

  private static final int DEFAULT_PORT = 3389;

  /** Long enough for a repeated SYN. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Enough to know the interfaces that a sweep leaves by. */
  private static final int ROUTES = 64;

  @Option(
      names = "--control",
      paramLabel = "HOST:PORT",
      description =
          "Something that is known to answer, best on the far side of the path: asked before the"
              + " sweep and every 2 s. While it does not answer nothing is started, and what was"
              + " probed meanwhile is probed again. Default: none; only the interface that the sweep"
              + " leaves by is watched.")
  private String control;

  @Option(
      names = "--control-patience",
      paramLabel = "D",
      defaultValue = "5m",
      converter = TimeoutConverter.class,
      description =
          "Wait so long for the control, or the interface, to come back, before the sweep is given"
              + " up. Default: ${DEFAULT-VALUE}.")
  private Duration patience;

  /**
   * The sweep with its control.
   *
   * @throws IllegalArgumentException if what was given is no single host
   */
  SweepConfig apply(SweepConfig config) throws InterruptedException {
    Optional<? extends ControlProbe> probe =
        control == null
            ? link(config)
            : Optional.of(new TcpControl(host().target(0).endpoint(), TIMEOUT));
    return probe
        .map(what -> config.with(new Control(what, Control.INTERVAL, patience)))
        .orElse(config);
  }

  private Host host() throws InterruptedException {
    TargetSet set =
        new TargetPlan(Ports.of(DEFAULT_PORT))
            .include("--control", control)
            .resolve(NameResolver.system())
            .set();
    if (set.hosts() == 0) {
      throw new IllegalArgumentException("--control: \"" + control + "\": name not found");
    }
    Host host = set.host(0);
    if (!host.single() || host.ports().count() != 1) {
      throw new IllegalArgumentException(
          "--control: \"" + control + "\" is not one host and one port");
    }
    return host;
  }

  private static Optional<LinkControl> link(SweepConfig config) {
    List<InetAddress> sources =
        new SweepOrder(config)
            .first(ROUTES).stream()
                .flatMap(target -> SourceAddress.towards(target.endpoint()).stream())
                .distinct()
                .toList();
    return LinkControl.of(sources);
  }
}
