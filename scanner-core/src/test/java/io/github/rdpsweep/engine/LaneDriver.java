package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.ManualClock;
import io.github.rdpsweep.testing.RecordingSink;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Runs lanes as their event loops would, on a scripted network and in manual time. */
final class LaneDriver {

  /** More rounds than any run needs; a lane that spins reaches it soon. */
  private static final int MOST_ROUNDS = 2_000_000;

  final ManualClock clock = new ManualClock();
  final RecordingSink sink = new RecordingSink();
  final ScriptedNetwork network;
  final List<Lane> lanes = new ArrayList<>();

  final Optional<ControlWatch> watch;

  private final SweepStats stats;

  /** How late the loop comes, beyond what it is told to wait. */
  private LongSupplier lateness = () -> 0;

  LaneDriver(
      SweepConfig config,
      IoEventLoop loop,
      Function<InetSocketAddress, ScriptedNetwork.Script> scripts) {
    this(config, loop, scripts, null);
  }

  /** With a sink of its own. */
  LaneDriver(
      SweepConfig config,
      IoEventLoop loop,
      Function<InetSocketAddress, ScriptedNetwork.Script> scripts,
      ResultSink other) {
    network = new ScriptedNetwork(clock, scripts);
    stats = new SweepStats(config.eventLoops());
    RateBudget rate = new RateBudget(config.pace().rate(), clock.nanoTime());
    watch = config.control().map(control -> new ControlWatch(control, clock.nanoTime()));
    for (int i = 0; i < config.eventLoops(); i++) {
      Lane lane =
          new Lane(
              config,
              i,
              network,
              loop,
              rate,
              watch,
              other == null ? sink : other,
              Optional.empty(),
              stats.loop(i),
              clock);
      lane.open(i == 0 ? config.unresolved() : List.of());
      lanes.add(lane);
    }
  }

  LaneDriver lateBy(LongSupplier nanos) {
    lateness = nanos;
    return this;
  }

  Lane lane() {
    return lanes.get(0);
  }

  StatsSnapshot stats() {
    return stats.snapshot();
  }

  /** Runs until every lane has ended. */
  LaneDriver run() {
    return runWhile(() -> true);
  }

  /** Runs until every lane has ended or the time has come. */
  LaneDriver runUntil(long elapsedNanos) {
    return runWhile(() -> clock.elapsedNanos() < elapsedNanos);
  }

  /** Runs until every lane has ended or a condition no longer holds. */
  LaneDriver runWhile(BooleanSupplier condition) {
    for (int round = 0; condition.getAsBoolean() && !isOver(); round++) {
      if (round == MOST_ROUNDS) {
        throw new AssertionError("lanes spin at " + clock.elapsedNanos() + " ns");
      }
      long wait = network.nanosToNextEvent();
      for (Lane lane : lanes) {
        wait = Math.min(wait, lane.waitNanos());
      }
      clock.advance(Math.max(0, wait) + lateness.getAsLong());
      network.deliver();
      lanes.forEach(Lane::afterIo);
    }
    lanes.forEach(LaneDriver::passOnComplaint);
    return this;
  }

  /** What the network refused to bear ended the lane, and must fail the test. */
  private static void passOnComplaint(Lane lane) {
    try {
      lane.end().getNow(null);
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssertionError complaint) {
        throw complaint;
      }
    }
  }

  boolean isOver() {
    return lanes.stream().allMatch(lane -> lane.end().isDone());
  }

  /** How often targets ended in an outcome, by the lanes' own statistics. */
  long counted(Outcome outcome) {
    return stats().outcomes().get(outcome);
  }

  /** So many addresses from 10.0.0.0 on, one port each. */
  static TargetSet hosts(int count, int... ports) {
    Ports all = ports.length == 0 ? Ports.of(3389) : Ports.of(ports);
    return new TargetSetBuilder()
        .add(new AddressRange(address(0), address(count - 1)), all, "10.0.0.0/8")
        .build();
  }

  private static IpAddress address(int index) {
    byte[] bytes = {10, (byte) (index >>> 16), (byte) (index >>> 8), (byte) index};
    try {
      return IpAddress.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // four bytes are an address
    }
  }

  /** A sweep of depth negotiate: 3 s for the SYN, 2 s for the reply. */
  static SweepConfig config(TargetSet targets, Pace pace, int retries, int eventLoops) {
    return new SweepConfig(
        targets,
        List.of(),
        42,
        Shard.WHOLE,
        ProbeSettings.NEGOTIATE,
        pace,
        new Patience(Duration.ofSeconds(3), Duration.ofSeconds(2), retries),
        TransportKind.NIO,
        LeaveMode.RST,
        eventLoops);
  }

  static SweepConfig withFollowUps(SweepConfig plain, FollowUpPolicy followUps) {
    return plain.with(followUps);
  }
}
