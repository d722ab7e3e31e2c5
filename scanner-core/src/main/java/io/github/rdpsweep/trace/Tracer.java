package io.github.rdpsweep.trace;

import io.github.rdpsweep.engine.SweepClock;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Traces paths, one after another: there is never more than one connect under way, so that no host
 * has two at a time, and routers, which answer all traces from one allowance, are not asked faster
 * than they speak.
 */
public final class Tracer implements AutoCloseable {

  /** Longer than the 3 s after which a last router reports that ARP found no host. */
  private static final Duration STRAIGHT_TIMEOUT = Duration.ofSeconds(4);

  private final TraceSettings settings;
  private final SweepClock clock;
  private final ErrorQueue errors;
  private final MultiThreadIoEventLoopGroup loops;
  private final IoEventLoop loop;

  /** The end of the trace that was asked for last; used on the event loop only. */
  private CompletionStage<?> previous = CompletableFuture.completedFuture(null);

  /**
   * Prepares for traces; nothing is sent yet.
   *
   * @throws IllegalArgumentException if this machine has no native epoll
   */
  public Tracer(TraceSettings settings, SweepClock clock) {
    this(settings, clock, checkedQueue());
  }

  Tracer(TraceSettings settings, SweepClock clock, ErrorQueue errors) {
    this.settings = settings;
    this.clock = clock;
    this.errors = errors;
    loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("trace", true), EpollIoHandler.newFactory());
    loop = loops.next();
  }

  private static ErrorQueue checkedQueue() {
    unavailability()
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return ErrorQueue.open();
  }

  /** Why this machine cannot trace; empty if it can. */
  public static Optional<String> unavailability() {
    return Epoll.isAvailable()
        ? Optional.empty()
        : Optional.of("tracing takes Linux and its native epoll");
  }

  /**
   * Traces the path to a port, when those asked for before are done.
   *
   * @return completes with the path, or exceptionally on a defect of ours
   */
  public CompletableFuture<TracedPath> trace(InetSocketAddress destination) {
    CompletableFuture<TracedPath> path = new CompletableFuture<>();
    loop.execute(
        () -> {
          previous =
              previous
                  .handle((ignored, failure) -> destination)
                  .thenCompose(this::run)
                  .whenComplete((found, defect) -> settle(path, found, defect));
        });
    return path;
  }

  private static void settle(
      CompletableFuture<TracedPath> path, TracedPath found, Throwable defect) {
    if (defect == null) {
      path.complete(found);
    } else {
      path.completeExceptionally(defect);
    }
  }

  private CompletionStage<TracedPath> run(InetSocketAddress destination) {
    return connect(destination, TtlConnect.ALL_THE_WAY, straightTimeout())
        .thenCompose(straight -> walk(destination, straight, new HopWalk(settings, straight)));
  }

  private Duration straightTimeout() {
    return settings.timeout().compareTo(STRAIGHT_TIMEOUT) > 0
        ? settings.timeout()
        : STRAIGHT_TIMEOUT;
  }

  private CompletionStage<TracedPath> walk(
      InetSocketAddress destination, Reply straight, HopWalk walk) {
    OptionalInt next = walk.next();
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(
          new TracedPath(destination, straight, walk.hops(), errors.blindness()));
    }
    int hop = next.getAsInt();
    return connect(destination, hop, settings.timeout())
        .thenCompose(
            reply -> {
              walk.record(hop, reply);
              return walk(destination, straight, walk);
            });
  }

  private CompletionStage<Reply> connect(
      InetSocketAddress destination, int hops, Duration timeout) {
    CompletableFuture<Void> gap = new CompletableFuture<>();
    var unused =
        loop.schedule(() -> gap.complete(null), settings.gap().toNanos(), TimeUnit.NANOSECONDS);
    return gap.thenCompose(
        ignored -> new TtlConnect(loop, clock, errors, destination).start(hops, timeout));
  }

  @Override
  public void close() {
    errors.close();
    var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
