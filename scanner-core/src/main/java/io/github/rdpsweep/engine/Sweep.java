package io.github.rdpsweep.engine;

import io.github.rdpsweep.stats.StatsSnapshot;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.Target;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One pass over a target set: builds a lane for each event loop, starts them, and ends when every
 * target has had its one result taken by the sink.
 */
public final class Sweep {

  private final TransportChoice transport;
  private final SweepConfig config;
  private final List<MultiThreadIoEventLoopGroup> loops = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final SweepStats stats;
  private final RateBudget rate;
  private final Optional<ControlWatch> watch;
  private final Optional<ControlLoop> controlLoop;

  /**
   * Prepares a sweep; nothing is sent yet.
   *
   * @param sink takes the results; it is called by the sweep's event loops
   * @throws IllegalArgumentException if the transport is not available on this machine
   */
  public Sweep(SweepConfig config, ResultSink sink, SweepClock clock) {
    this(config, sink, Optional.empty(), clock);
  }

  /**
   * Prepares a sweep; nothing is sent yet.
   *
   * @param sink takes the results; it is called by the sweep's event loops
   * @param exchanges takes what went over connections whose probes failed, by these too
   * @throws IllegalArgumentException if the transport is not available on this machine
   */
  public Sweep(
      SweepConfig config, ResultSink sink, Optional<ExchangeSink> exchanges, SweepClock clock) {
    this.config = config;
    transport = TransportChoice.of(config.transport());
    stats = new SweepStats(config.eventLoops());
    rate = new RateBudget(config.pace().rate(), config.pace().rampUp().toNanos(), clock.nanoTime());
    watch = config.control().map(control -> new ControlWatch(control, clock.nanoTime()));
    controlLoop =
        config
            .control()
            .map(
                control ->
                    new ControlLoop(
                        control,
                        watch.orElseThrow(),
                        rate,
                        config.pace().rate(),
                        stats,
                        clock,
                        this::giveUp));
    for (int i = 0; i < config.eventLoops(); i++) {
      addLane(i, sink, exchanges, clock);
    }
  }

  private void addLane(
      int index, ResultSink sink, Optional<ExchangeSink> exchanges, SweepClock clock) {
    List<LaneIoHandler> handlers = new ArrayList<>();
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("sweep-" + index, true),
            executor -> {
              LaneIoHandler handler =
                  new LaneIoHandler(transport.ioHandlerFactory().newHandler(executor));
              handlers.add(handler);
              return handler;
            });
    loops.add(group);
    IoEventLoop loop = group.next();
    Lane lane =
        new Lane(
            config,
            index,
            transport.transport(config),
            loop,
            rate,
            watch,
            sink,
            exchanges,
            stats.loop(index),
            clock);
    handlers.get(0).attach(lane);
    lanes.add(lane);
  }

  /** What the sweep uses to reach the network. */
  public TransportChoice transport() {
    return transport;
  }

  /**
   * Starts probing.
   *
   * @return completes when all results were taken; exceptionally on a defect of ours
   */
  public CompletionStage<Void> start() {
    CompletableFuture<?>[] ends =
        lanes.stream()
            .map(lane -> lane.end().whenComplete(this::onEnd))
            .toArray(CompletableFuture<?>[]::new);
    List<Target> unresolved = new SweepOrder(config).unresolvedLeft();
    for (Lane lane : lanes) {
      List<Target> first = lane == lanes.get(0) ? unresolved : List.of();
      lane.eventLoop().execute(() -> lane.open(first));
    }
    controlLoop.ifPresent(ControlLoop::start);
    return CompletableFuture.allOf(ends).whenComplete((nothing, defect) -> shutDown());
  }

  private void onEnd(Void nothing, Throwable defect) {
    if (defect != null) {
      cancel(); // the other lanes
    }
  }

  /**
   * Starts no further probes and ends those in flight as cancelled; {@link #start}'s result
   * completes soon after. Later calls do nothing.
   */
  public void cancel() {
    forEachLane(Lane::cancel);
  }

  /** The control does not come back. */
  private void giveUp(String reason) {
    forEachLane(lane -> lane.giveUp(reason));
  }

  private void forEachLane(Consumer<Lane> task) {
    for (Lane lane : lanes) {
      try {
        lane.eventLoop().execute(() -> task.accept(lane));
      } catch (RejectedExecutionException e) {
        // The loop has ended, and so has its lane.
      }
    }
  }

  /**
   * Goes on at another rate, from the next connect on; by any thread.
   *
   * @param perSecond connects per second, at least 1; never more than {@link Pace#rate} come of it
   */
  public void limitRate(long perSecond) {
    rate.limit(perSecond);
  }

  /** What happened so far. */
  public StatsSnapshot snapshot() {
    return stats.snapshot();
  }

  private void shutDown() {
    controlLoop.ifPresent(ControlLoop::close);
    for (MultiThreadIoEventLoopGroup loop : loops) {
      var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
