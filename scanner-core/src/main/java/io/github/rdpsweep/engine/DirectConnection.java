package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FailureClassifier;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.SocketFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A connection on native epoll without a Netty channel: one socket, registered once, that is led
 * from host to host.
 */
/*
 * How this works, and why: leaving a host by connect(AF_UNSPEC) sends the same reset as closing with
 * linger 0, and keeps descriptor and epoll registration for the next host; with TCP_DEFER_ACCEPT on
 * the client's side the request itself carries the handshake's third acknowledgement. A host then
 * costs connect, send, receive, connect, and a share of epoll_wait: half of what a fresh socket
 * costs.
 *
 * What keeps it truthful:
 * - An ICMP error stays in the socket's error queue and shows as EPOLLERR, with SO_ERROR 0, for ever
 *   after. A socket that met one is retired, never reused. Met while connecting (an ICMP port
 *   unreachable looks like a reset, so its socket was kept), such an EPOLLERR means to go on.
 * - Events for an idle connection are left over from the host before.
 * - EPOLLOUT may be stale too: then the kernel takes no bytes of the request.
 * - Registration is edge-triggered: what is there must be read until nothing is.
 * - tcpi_rtt belongs to the connection; tcpi_min_rtt leaks from earlier ones and is not used.
 */
final class DirectConnection implements Connection, EpollIoHandle {

  private enum State {
    IDLE,
    CONNECTING,
    WAITING
  }

  private static final int TCP_DEFER_ACCEPT = 9;

  private static final EpollIoOps EDGES =
      EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT).with(EpollIoOps.EPOLLET);
  private static final int OUT = EpollIoOps.EPOLLOUT.value();
  private static final int IN = EpollIoOps.EPOLLIN.value();
  private static final int ERR = EpollIoOps.EPOLLERR.value();

  private final DirectTransport transport;
  private final Slot slot;
  private final IoEventLoop eventLoop;

  private State state = State.IDLE;
  private LinuxSocket socket;
  private boolean ipv6;
  private IoRegistration registration;
  private ProbeSettings settings;

  /* Options of the socket, which are set only when they change. */
  private boolean defersAccept;
  private int trafficClass;

  /** What the kernel has not taken yet. */
  private ByteBuf unsent = Unpooled.EMPTY_BUFFER;

  /** Whether the socket must not serve another host. */
  private boolean tainted;

  DirectConnection(DirectTransport transport, Slot slot, IoEventLoop eventLoop) {
    this.transport = transport;
    this.slot = slot;
    this.eventLoop = eventLoop;
  }

  @Override
  public void connect(InetSocketAddress remote, ProbeSettings next) {
    settings = next;
    boolean remoteIpv6 = remote.getAddress() instanceof Inet6Address;
    if (socket != null && ipv6 != remoteIpv6) {
      retire();
    }
    try {
      if (socket == null) {
        open(remoteIpv6);
      }
      setOptions();
      state = State.CONNECTING;
      socket.connect(remote);
      if (registration == null) {
        registration = eventLoop.register(this).sync().getNow();
        registration.submit(EDGES);
      }
    } catch (IOException | UncheckedIOException | ChannelException e) {
      tainted = true;
      slot.failed(FailureClassifier.immediate(e));
    } catch (InterruptedException e) {
      throw new AssertionError("registration on the loop itself does not wait", e);
    }
  }

  private void open(boolean remoteIpv6) throws IOException {
    socket = LinuxSocket.newSocketStream(remoteIpv6);
    ipv6 = remoteIpv6;
    tainted = transport.leaveMode() == LeaveMode.FIN;
    defersAccept = false;
    trafficClass = 0;
  }

  private void setOptions() throws IOException {
    if (defersAccept != settings.sendsRequest()) {
      defersAccept = settings.sendsRequest();
      socket.setIntOpt(TcpInfo.LEVEL, TCP_DEFER_ACCEPT, defersAccept ? 1 : 0);
    }
    if (trafficClass != settings.trafficClass()) {
      trafficClass = settings.trafficClass();
      socket.setTrafficClass(trafficClass);
    }
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    int ready = ((EpollIoEvent) event).ops().value();
    try {
      switch (state) {
        case IDLE -> {}
        case CONNECTING -> connecting(ready);
        case WAITING -> {
          if ((ready & OUT) != 0 && unsent.isReadable()) {
            sendRest();
          }
          receive();
        }
      }
    } catch (RuntimeException | Error e) {
      slot.broken(e); // netty's handler would log it and sleep for a second
    }
  }

  private void connecting(int ready) {
    if ((ready & ERR) != 0) {
      try {
        int error = socket.getSoError();
        if (error != 0) {
          SocketFailure failure = FailureClassifier.connecting(error);
          tainted |= failure.outcome() != Outcome.REFUSED;
          slot.failed(failure);
          return;
        }
        tainted = true;
      } catch (IOException e) {
        failed(e);
        return;
      }
    }
    if ((ready & OUT) != 0) {
      established(ready);
    }
  }

  private void established(int ready) {
    long now = slot.now();
    try {
      if (!(settings.sendsRequest() ? sendRequest() : isEstablished())) {
        return; // a stale event
      }
    } catch (IOException e) {
      failed(e);
      return;
    }
    state = State.WAITING;
    slot.connected(now);
    if ((ready & IN) != 0 && state == State.WAITING) {
      receive();
    }
  }

  private boolean sendRequest() throws IOException {
    ByteBuffer request = transport.request(settings.request());
    return socket.send(request, 0, request.capacity()) > 0;
  }

  private boolean isEstablished() throws IOException {
    return TcpInfo.isConnected(tcpInfo());
  }

  private ByteBuffer tcpInfo() throws IOException {
    ByteBuffer info = transport.tcpInfoBuffer();
    info.clear();
    socket.getRawOpt(TcpInfo.LEVEL, TcpInfo.OPTION, info);
    return info;
  }

  private void receive() {
    ByteBuffer buffer = transport.receiveBuffer();
    try {
      while (state == State.WAITING) {
        int received = socket.recv(buffer, 0, buffer.capacity());
        if (received == 0) {
          return;
        }
        if (received < 0) {
          slot.closed();
          return;
        }
        slot.received(transport.received(received));
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  @Override
  public void send(ByteBuf bytes) {
    if (unsent.isReadable()) {
      unsent = Unpooled.copiedBuffer(unsent, bytes);
      return;
    }
    unsent = bytes;
    sendRest();
  }

  /** Hands over as much as the kernel takes; the next EPOLLOUT brings us here again. */
  private void sendRest() {
    ByteBuf rest = unsent;
    unsent = Unpooled.EMPTY_BUFFER;
    try {
      int length = rest.readableBytes();
      int sent = socket.send(transport.toSend(rest.duplicate()), 0, length);
      if (sent < length) {
        unsent = Unpooled.copiedBuffer(rest.skipBytes(sent));
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    tainted = true;
    slot.failed(FailureClassifier.established(e));
  }

  @Override
  public PathFacts pathFacts() {
    try {
      return TcpInfo.pathFacts(tcpInfo());
    } catch (IOException e) {
      return PathFacts.NONE;
    }
  }

  @Override
  public Optional<InetSocketAddress> localAddress() {
    return Optional.ofNullable(socket.localAddress());
  }

  @Override
  public void leave() {
    state = State.IDLE;
    unsent = Unpooled.EMPTY_BUFFER;
    if (tainted) {
      retire();
      return;
    }
    try {
      socket.disconnect();
    } catch (IOException e) {
      retire();
    }
  }

  @Override
  public void close() {
    state = State.IDLE;
    if (socket != null) {
      retire();
    }
  }

  private void retire() {
    if (socket != null) {
      try {
        if (transport.leaveMode() == LeaveMode.RST) {
          socket.setSoLinger(0);
        }
        socket.close();
      } catch (IOException e) {
        // The descriptor is gone either way: close does not fail for sockets that can be retried.
        state = State.IDLE;
      }
    }
    if (registration != null) {
      // Only now: a closed descriptor has left the epoll set by itself, which spares a system call.
      registration.cancel();
      registration = null;
    }
    socket = null;
  }

  @Override
  public int descriptor() {
    return socket == null ? -1 : socket.intValue();
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }
}
