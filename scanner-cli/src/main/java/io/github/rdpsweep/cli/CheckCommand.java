package io.github.rdpsweep.cli;

import static java.util.stream.Collectors.joining;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.Sweep;
import io.github.rdpsweep.engine.SweepClock;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep check}: a plugin for Nagios, Icinga and their kin. */
@Command(
    name = "check",
    description = {
      "Checks whether RDP works at hosts, as a plugin of a monitoring system: one line with"
          + " performance data, and the exit code of the worst host.",
      "No logon is ever attempted. A host with several addresses is checked at all of them: if some"
          + " fail it is a warning, if all do it is critical."
    },
    sortOptions = false,
    exitCodeList = {
      "0:OK",
      "1:WARNING: slow, degraded, or not at all addresses",
      "2:CRITICAL: RDP does not work",
      "3:UNKNOWN: bad usage, a name that was not found, trouble on this side"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep check srv1.example.com -w 0.5 -c 2",
      "  rdpsweep check -H 10.20.0.7 -p 3390 -t 20",
      "  rdpsweep check srv1 srv2 --depth tls --warning-days 30 --critical-days 7"
    })
final class CheckCommand implements Callable<Integer>, MonitoringPlugin {

  private static final int RDP_PORT = 3389;
  private static final int MOST_TARGETS = 64;
  private static final int IN_FLIGHT = 16;

  /** For ending what did not end in time. */
  private static final Duration LAST_PART = Duration.ofMillis(300);

  /** How far a check can go. */
  private enum Depth {
    CONNECT,
    NEGOTIATE,
    TLS,
    IDENTITY
  }

  @ParentCommand private RdpsweepCommand root;

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST",
      description = "Addresses and names, each with a port if that is another: srv1:3390.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = {"-H", "--hostname"},
      paramLabel = "HOST",
      description = "The same, as other plugins have it. Default: none.")
  private List<String> hostnames = new ArrayList<>();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "N",
      defaultValue = "" + RDP_PORT,
      description = "Port of hosts that name none. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--depth",
      paramLabel = "STAGE",
      defaultValue = "negotiate",
      description = "connect, negotiate, tls or identity, see scan. Default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Option(
      names = {"-w", "--warning"},
      paramLabel = "RANGE",
      converter = AlertRange.Converter.class,
      description =
          "Warn of response times (seconds from the SYN to RDP's answer) outside of this: 0.5, 0.1:,"
              + " @1:2. Default: none.")
  private AlertRange warning;

  @Option(
      names = {"-c", "--critical"},
      paramLabel = "RANGE",
      converter = AlertRange.Converter.class,
      description = "The same, critical. Default: none.")
  private AlertRange critical;

  @Option(
      names = "--warning-days",
      paramLabel = "N",
      description =
          "Warn of certificates that end in fewer days; needs --depth tls or more. Default: none.")
  private Integer warningDays;

  @Option(
      names = "--critical-days",
      paramLabel = "N",
      description = "The same, critical. Default: none.")
  private Integer criticalDays;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "D",
      defaultValue = "10s",
      converter = PluginTimeoutConverter.class,
      description =
          "How long the whole check may take, names among it; a number alone is seconds. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + timeout.toNanos();
    ProbeSettings settings = settings();
    CheckLimits limits =
        new CheckLimits(
            settings.depth(),
            Optional.ofNullable(warning),
            Optional.ofNullable(critical),
            days("--warning-days", warningDays),
            days("--critical-days", criticalDays));
    ResolvedTargets targets = targets(Duration.ofNanos(timeout.toNanos() / 2));
    List<ProbeResult> results = probe(config(targets, settings, remaining(end)), end);
    Map<String, List<CheckedAddress>> byHost = new LinkedHashMap<>();
    ResultRows rows =
        new ResultRows(
            new Diagnoser(Thresholds.DEFAULT, settings.request().requestedProtocols()),
            KnownHosts.NONE,
            SegmentNames.NONE);
    for (ProbeResult result : results) {
      byHost
          .computeIfAbsent(name(result.target()), unused -> new ArrayList<>())
          .add(CheckedAddress.of(result, rows.of(result).diagnosis(), limits, Instant.now()));
    }
    List<CheckedHost> checked = new ArrayList<>();
    byHost.forEach((name, addresses) -> checked.add(CheckedHost.of(name, addresses)));
    PluginState state =
        checked.stream().map(CheckedHost::state).reduce(PluginState.OK, PluginState::or);
    root.out().println(line(state, checked, limits));
    return state.exitCode();
  }

  @Override
  public String unknown(String reason) {
    return "RDP UNKNOWN - " + reason.replace('|', '/'); // what follows a bar is performance data
  }

  private ProbeSettings settings() {
    return switch (depth) {
      case CONNECT -> ProbeSettings.CONNECT;
      case NEGOTIATE -> ProbeSettings.NEGOTIATE;
      case TLS -> ProbeSettings.TLS;
      case IDENTITY -> ProbeSettings.IDENTITY;
    };
  }

  private OptionalInt days(String option, Integer days) {
    if (days == null) {
      return OptionalInt.empty();
    }
    if (days < 0) {
      throw new IllegalArgumentException(option + ": " + days + " is negative");
    }
    if (depth == Depth.CONNECT || depth == Depth.NEGOTIATE) {
      throw new IllegalArgumentException(option + ": needs --depth tls or identity");
    }
    return OptionalInt.of(days);
  }

  private ResolvedTargets targets(Duration limit) throws InterruptedException {
    List<String> all = new ArrayList<>(hosts);
    all.addAll(hostnames);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no HOST to check");
    }
    Ports ports;
    try {
      ports = Ports.of(port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--port: " + e.getMessage(), e);
    }
    TargetPlan plan = new TargetPlan(ports);
    all.forEach(host -> plan.include("HOST", host));
    ResolvedTargets targets = plan.resolve(NameResolver.system(), limit);
    if (targets.set().size() > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "HOST: "
              + targets.set().size()
              + " targets, and a check is for "
              + MOST_TARGETS
              + "; scan is for more");
    }
    return targets;
  }

  private static Duration remaining(long end) {
    Duration rest = Duration.ofNanos(end - System.nanoTime()).minus(LAST_PART);
    return rest.compareTo(LAST_PART) < 0 ? LAST_PART : rest;
  }

  /** The kernel repeats SYNs while it waits for an answer, so that one pass is enough. */
  private static SweepConfig config(
      ResolvedTargets targets, ProbeSettings settings, Duration rest) {
    Duration half = rest.dividedBy(2);
    return new SweepConfig(
        targets.set(),
        targets.unresolved(),
        0,
        Shard.WHOLE,
        settings,
        new Pace(Pace.UNLIMITED, Pace.UNLIMITED, IN_FLIGHT),
        new Patience(half, half, 0),
        TransportKind.AUTO,
        LeaveMode.RST,
        1);
  }

  private static List<ProbeResult> probe(SweepConfig config, long end)
      throws InterruptedException, ExecutionException {
    List<ProbeResult> results = new ArrayList<>();
    Sweep sweep = new Sweep(config, results::addAll, SweepClock.SYSTEM); // one loop, one writer
    CompletableFuture<Void> over = sweep.start().toCompletableFuture();
    try {
      over.get(remaining(end).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sweep.cancel();
      over.get();
    }
    return results;
  }

  /** What the user wrote; the port only if it is another. */
  private String name(Target target) {
    int itsPort = target.endpoint().getPort();
    return CheckedAddress.clean(target.spec()) + (itsPort == port ? "" : ":" + itsPort);
  }

  private static String line(PluginState state, List<CheckedHost> hosts, CheckLimits limits) {
    String text;
    if (hosts.size() == 1) {
      text = hosts.get(0).name() + ": " + hosts.get(0).text();
    } else {
      List<CheckedHost> bad =
          hosts.stream().filter(host -> host.state() != PluginState.OK).toList();
      text =
          bad.isEmpty()
              ? hosts.size() + " hosts work"
              : bad.size()
                  + " of "
                  + hosts.size()
                  + " hosts: "
                  + bad.stream()
                      .map(host -> host.name() + " " + host.state() + " " + host.text())
                      .collect(joining("; "));
    }
    String performance =
        hosts.stream()
            .flatMap(
                host ->
                    host.performance(hosts.size() == 1 ? "" : host.name() + " ", limits).stream())
            .collect(joining(" "));
    return "RDP " + state + " - " + text + " | " + performance;
  }
}
