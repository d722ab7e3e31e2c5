package io.github.rdpsweep.engine;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/**
 * Lets a lane work once after every I/O round of its event loop, and keeps the loop from waiting
 * longer than the lane can.
 */
/*
 * Why not a task that queues itself again: it would run again without I/O in between and start
 * probes until every slot is taken, while answers wait.
 */
final class LaneIoHandler implements IoHandler {

  private final IoHandler delegate;
  private final LaneContext context = new LaneContext();
  private Lane lane;

  LaneIoHandler(IoHandler delegate) {
    this.delegate = delegate;
  }

  /** Must come before the loop runs its first task. */
  void attach(Lane owner) {
    lane = owner;
  }

  @Override
  public void initialize() {
    delegate.initialize();
  }

  @Override
  public int run(IoHandlerContext loop) {
    context.loop = loop;
    context.wakeNanos = System.nanoTime() + lane.waitNanos();
    int handled = delegate.run(context);
    lane.afterIo();
    return handled;
  }

  @Override
  public void prepareToDestroy() {
    delegate.prepareToDestroy();
  }

  @Override
  public void destroy() {
    delegate.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return delegate.register(handle);
  }

  @Override
  public void wakeup() {
    delegate.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return delegate.isCompatible(handleType);
  }

  /** The loop's own context, with the lane's next instant among its deadlines. */
  private static final class LaneContext implements IoHandlerContext {
    private IoHandlerContext loop;

    /** On Netty's own scale, System.nanoTime. */
    private long wakeNanos;

    @Override
    public boolean canBlock() {
      return loop.canBlock() && wakeNanos - System.nanoTime() > 0;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return Math.min(loop.delayNanos(currentTimeNanos), Math.max(0, wakeNanos - currentTimeNanos));
    }

    @Override
    public long deadlineNanos() {
      long deadline = loop.deadlineNanos();
      return deadline == -1 || wakeNanos - deadline < 0 ? wakeNanos : deadline;
    }
  }
}
