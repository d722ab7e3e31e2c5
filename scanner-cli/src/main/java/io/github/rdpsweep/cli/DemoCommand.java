package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.engine.DescriptorLimit;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.simulator.FleetPlan;
import io.github.rdpsweep.simulator.FleetPlan.Addressing;
import io.github.rdpsweep.simulator.Loopback;
import io.github.rdpsweep.simulator.SimulatedFleet;
import io.github.rdpsweep.simulator.SimulatedHost;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep demo}: a sweep of a fleet that the program simulates itself, on loopback. */
@Command(
    name = "demo",
    description = {
      "Starts a simulated fleet of RDP hosts on loopback, sweeps it, and compares what was found"
          + " with what was simulated. Nothing leaves this machine."
    },
    sortOptions = false,
    exitCodeList = {
      " 0:every host was found to be what it is",
      " 2:bad usage",
      " 3:what was found differs, or the output failed",
      "130:interrupted"
    })
final class DemoCommand implements Callable<Integer> {

  private static final int DEFAULT_PORT = 3389;
  private static final String OUTPUT = "rdpsweep-demo.csv";

  /** Patient with replies: fleet and sweep start cold, in one JVM. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(3), 1);

  /** The fleet's share of each handshake takes as long as ours, or longer, on the same machine. */
  private static final Patience PATIENCE_WITH_TLS =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(10), 1);

  private static final long RATE = 1_000;
  private static final long RATE_WITH_TLS = 100;

  /** Ports of one address are probed one after another, so that each silence counts. */
  private static final Patience PATIENCE_ON_PORTS =
      new Patience(Duration.ofMillis(500), Duration.ofMillis(1_500), 1);

  /** How deep a demo can go: at depth connect there would be nothing to compare. */
  private enum Depth {
    NEGOTIATE,
    TLS,
    IDENTITY
  }

  @ParentCommand private RdpsweepCommand root;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Size of the fleet, 8 to 10000. Default: ${DEFAULT-VALUE}.")
  private int hosts;

  @Option(
      names = "--depth",
      paramLabel = "STAGE",
      defaultValue = "negotiate",
      description =
          "negotiate, tls or identity, see scan. The simulated servers do real TLS, which takes"
              + " most of the time then. Default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the fleet is drawn from, and the order. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = RateConverter.class,
      description =
          "Connects started per second, or unlimited. Default: 1000, and 100 beyond negotiate.")
  private Long rate;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, epoll, nio or io_uring. Default: ${DEFAULT-VALUE}.")
  private TransportKind transport;

  @Option(
      names = "--one-address",
      hidden = true,
      description = "Play the fleet as systems do whose loopback is 127.0.0.1 alone.")
  private boolean oneAddress;

  @Mixin private OutputOptions output = new OutputOptions(OUTPUT);

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (hosts < 8 || hosts > 10_000) {
      throw new IllegalArgumentException("--hosts: " + hosts + " is not in 8-10000");
    }
    try (SimulatedFleet fleet =
        SimulatedFleet.start(FleetPlan.mixed(hosts, seed, loopback()), settings().depth())) {
      announce(fleet.plan());
      SweepConfig config = config(fleet);
      SweepDiagnosis diagnosis =
          SweepDiagnosis.plain(config.probe().request().requestedProtocols());
      SweepRun run = new SweepRun(config, diagnosis, output, root, RunPlan.PLAIN);
      int exitCode = run.call();
      if (exitCode != ExitCode.DONE) {
        return exitCode;
      }
      return compare(fleet.counts(settings().depth()), run.stats().outcomes());
    }
  }

  private ProbeSettings settings() {
    return switch (depth) {
      case NEGOTIATE -> ProbeSettings.NEGOTIATE;
      case TLS -> ProbeSettings.TLS;
      case IDENTITY -> ProbeSettings.IDENTITY;
    };
  }

  private long rate() {
    if (rate != null) {
      return rate;
    }
    return depth == Depth.NEGOTIATE ? RATE : RATE_WITH_TLS;
  }

  private Patience patience(Addressing addressing) {
    if (depth != Depth.NEGOTIATE) {
      return PATIENCE_WITH_TLS;
    }
    return addressing == Addressing.PORTS ? PATIENCE_ON_PORTS : PATIENCE;
  }

  private Loopback loopback() {
    Loopback here = Loopback.detect();
    return new Loopback(here.wholePrefix() && !oneAddress, here.silence(), here.descriptors());
  }

  private void announce(FleetPlan plan) {
    if (output.isQuiet()) {
      return;
    }
    PrintStream err = root.err();
    err.println(
        switch (plan.addressing()) {
          case ADDRESSES -> plan.hosts().size() + " simulated hosts on addresses in 127.0.0.0/8";
          case PORTS -> plan.hosts().size() + " simulated hosts on ports of 127.0.0.1";
        });
    plan.limitations().forEach(limitation -> err.println("note: " + limitation));
  }

  private SweepConfig config(SimulatedFleet fleet) throws InterruptedException {
    TargetPlan plan = new TargetPlan(Ports.of(DEFAULT_PORT));
    for (SimulatedHost host : fleet.hosts()) {
      plan.include("fleet", text(host.endpoint()));
    }
    ResolvedTargets targets = plan.resolve(NameResolver.system());
    // Each connection takes two descriptors here, the scanner's and the simulated host's.
    int inFlight = Math.max(1, DescriptorLimit.connections() / 2);
    return new SweepConfig(
        targets.set(),
        targets.unresolved(),
        seed,
        Shard.WHOLE,
        settings(),
        new Pace(rate(), Pace.UNLIMITED, inFlight),
        patience(fleet.plan().addressing()),
        transport,
        LeaveMode.RST,
        1);
  }

  private static String text(InetSocketAddress endpoint) {
    return endpoint.getAddress().getHostAddress() + ":" + endpoint.getPort();
  }

  private int compare(Map<Outcome, Integer> simulated, Map<Outcome, Long> found) {
    Map<Outcome, String> differences = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      long expected = simulated.getOrDefault(outcome, 0);
      if (expected != found.get(outcome)) {
        differences.put(outcome, found.get(outcome) + " instead of " + expected);
      }
    }
    PrintStream err = root.err();
    if (!differences.isEmpty()) {
      err.println(
          "rdpsweep: found differs from simulated: "
              + differences.entrySet().stream()
                  .map(entry -> entry.getKey().label() + " " + entry.getValue())
                  .collect(joining(", ")));
      return ExitCode.INCOMPLETE;
    }
    if (!output.isQuiet()) {
      err.println();
      err.println("every host was found to be what was simulated");
      err.println("results: " + output.resultsName());
    }
    return ExitCode.DONE;
  }
}
