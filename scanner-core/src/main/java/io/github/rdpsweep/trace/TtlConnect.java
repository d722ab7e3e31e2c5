package io.github.rdpsweep.trace;

import io.github.rdpsweep.engine.SweepClock;
import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One connect whose packets live for some hops only: tells what came back, and is closed at once.
 * Everything happens on its event loop.
 */
/*
 * What Linux does with ICMP errors while a connect is under way: it queues them at the socket with
 * their sender, for IPv6 only if asked to, and ends the connect. Where the answer is so quick that
 * it comes while connect still holds the socket, it goes on with the connect instead and keeps the
 * error as a "soft" one. So an event alone does not say that the connect is over, and without the
 * queue it is SO_ERROR that tells in the end.
 */
final class TtlConnect implements EpollIoHandle {

  /** Packets live as long as this machine's packets usually do. */
  static final int ALL_THE_WAY = 0;

  private static final int IPPROTO_IP = 0;
  private static final int IP_TTL = 2;
  private static final int IP_RECVERR = 11;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_RECVERR = 25;

  private static final int ERR = EpollIoOps.EPOLLERR.value();

  private final IoEventLoop eventLoop;
  private final SweepClock clock;
  private final ErrorQueue errors;
  private final InetSocketAddress destination;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();

  private LinuxSocket socket;
  private InetAddress local;
  private IoRegistration registration;
  private ScheduledFuture<?> timeout;
  private long start;

  /** Whether the error queue is being read, which may take a moment. */
  private boolean reading;

  private boolean overdue;

  TtlConnect(
      IoEventLoop eventLoop, SweepClock clock, ErrorQueue errors, InetSocketAddress destination) {
    this.eventLoop = eventLoop;
    this.clock = clock;
    this.errors = errors;
    this.destination = destination;
  }

  /**
   * Sends a SYN; called on the event loop, once.
   *
   * @param hops how many hops packets live, or {@link #ALL_THE_WAY}
   * @param wait when to give up
   * @return completes on the event loop, with the socket closed
   */
  CompletionStage<Reply> start(int hops, Duration wait) {
    assert eventLoop.inEventLoop();
    start = clock.nanoTime();
    try {
      open(hops);
      socket.connect(destination);
      InetSocketAddress bound = socket.localAddress();
      local = bound == null ? destination.getAddress() : bound.getAddress();
      registration = eventLoop.register(this).sync().getNow();
      registration.submit(EpollIoOps.EPOLLOUT.with(EpollIoOps.EPOLLET));
      timeout = eventLoop.schedule(this::giveUp, wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (IOException | UncheckedIOException | ChannelException e) {
      finish(Reply.immediate(e));
    } catch (InterruptedException e) {
      throw new AssertionError("registration on the loop itself does not wait", e);
    }
    return reply;
  }

  private void open(int hops) throws IOException {
    boolean ipv6 = destination.getAddress() instanceof Inet6Address;
    socket = LinuxSocket.newSocketStream(ipv6);
    if (ipv6) {
      socket.setIntOpt(IPPROTO_IPV6, IPV6_RECVERR, 1);
    } else {
      socket.setIntOpt(IPPROTO_IP, IP_RECVERR, 1);
    }
    if (hops != ALL_THE_WAY) {
      if (ipv6) {
        socket.setIntOpt(IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops);
      } else {
        socket.setIntOpt(IPPROTO_IP, IP_TTL, hops);
      }
    }
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    if ((((EpollIoEvent) event).ops().value() & ERR) != 0) {
      readErrors();
    } else if (!reply.isDone()) {
      finish(Reply.answered(clock.nanoTime() - start));
    }
  }

  private void giveUp() {
    overdue = true;
    readErrors();
  }

  private void readErrors() {
    if (reading || reply.isDone()) {
      return;
    }
    reading = true;
    long nanos = clock.nanoTime() - start;
    var unused =
        errors
            .next(socket)
            .whenCompleteAsync(
                (error, defect) -> {
                  reading = false;
                  conclude(error, defect, nanos);
                },
                eventLoop);
  }

  private void conclude(Optional<IcmpError> error, Throwable defect, long nanos) {
    if (reply.isDone()) {
      return;
    }
    if (defect != null) {
      close();
      reply.completeExceptionally(defect);
    } else if (error.isPresent()) {
      finish(Reply.icmp(error.get(), local, destination.getAddress(), nanos));
    } else {
      withoutIcmp(nanos);
    }
  }

  private void withoutIcmp(long nanos) {
    try {
      int errno = socket.getSoError();
      if (errno != 0) {
        finish(Reply.error(errno, errors.blindness().isEmpty(), nanos));
      } else if (overdue) {
        finish(Reply.silence(nanos));
      }
    } catch (IOException e) {
      finish(Reply.immediate(e));
    }
  }

  private void finish(Reply result) {
    close();
    reply.complete(result);
  }

  @Override
  public void close() {
    if (timeout != null) {
      timeout.cancel(false);
    }
    if (socket != null && socket.isOpen()) {
      try {
        socket.setSoLinger(0); // a reset ends it on the host at once
        socket.close();
      } catch (IOException e) {
        // The descriptor is gone either way.
        local = null;
      }
    }
    if (registration != null) {
      registration.cancel();
    }
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }
}
