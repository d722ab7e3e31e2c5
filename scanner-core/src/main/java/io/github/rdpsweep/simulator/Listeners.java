package io.github.rdpsweep.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Listening sockets and the event loops that play their hosts' scripts. */
final class Listeners implements AutoCloseable {

  /** Name of the event loops' threads, before their numbers. */
  static final String THREAD_NAME = "rdp-simulator";

  private static final int READ_SIZE = 512; // a Connection Request is much shorter
  private static final int SHUTDOWN_SECONDS = 10;

  private final EventLoopGroup group;
  private final List<Channel> channels = new ArrayList<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final LongAdder accepted = new LongAdder();

  Listeners(int eventLoops) {
    group =
        new MultiThreadIoEventLoopGroup(
            eventLoops, new DefaultThreadFactory(THREAD_NAME, true), NioIoHandler.newFactory());
  }

  /** Listens, and answers every connection as the behaviour says. */
  InetSocketAddress open(InetSocketAddress address, Behaviour behaviour, int backlog)
      throws IOException {
    Script script = Script.of(behaviour);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channelFactory(
                () ->
                    new NioServerSocketChannel(
                        SelectorProvider.provider(), SocketProtocolFamily.INET))
            .option(ChannelOption.SO_BACKLOG, backlog)
            .childOption(ChannelOption.AUTO_READ, script.cue() != Script.Cue.NONE)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
            .childHandler(new Connections(script, TlsProfile.of(behaviour)))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw ioException(bound.cause());
    }
    channels.add(bound.channel());
    bound.channel().pipeline().addLast(AcceptFailures.SWALLOWED);
    return (InetSocketAddress) bound.channel().localAddress();
  }

  /** Connections that were accepted so far. */
  long accepted() {
    return accepted.sum();
  }

  private static IOException ioException(Throwable cause) {
    Throwable unwrapped = cause instanceof ChannelException ? cause.getCause() : cause;
    return unwrapped instanceof IOException io ? io : new IOException(cause);
  }

  /** Stops listening, ends all connections and the threads. */
  @Override
  public void close() {
    // Listeners first: a connection accepted while the loops shut down would be complained about.
    List<ChannelFuture> closing = new ArrayList<>();
    for (Channel channel : channels) {
      closing.add(channel.close());
    }
    for (ChannelFuture closed : closing) {
      closed.awaitUninterruptibly();
    }
    // A loop that is told to shut down between its I/O and its tasks closes no channel by itself.
    connections.close().awaitUninterruptibly();
    group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Gives each connection its handler; connections that reached no loopback address are cut. */
  @Sharable
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for these closes
  private final class Connections extends ChannelInitializer<SocketChannel> {

    private final Script script;
    private final TlsProfile profile;

    private Connections(Script script, TlsProfile profile) {
      this.script = script;
      this.profile = profile;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      accepted.increment();
      connections.add(channel);
      // A listener on all addresses is only meant for those of loopback.
      if (channel.localAddress().getAddress().isLoopbackAddress()) {
        channel.pipeline().addLast(new HostHandler(script, profile));
      } else {
        channel.config().setSoLinger(0);
        channel.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // gone before it began
    }
  }

  /** Out of descriptors: Netty pauses accepting, and there is nobody to tell. */
  @Sharable
  private static final class AcceptFailures extends ChannelInboundHandlerAdapter {

    private static final AcceptFailures SWALLOWED = new AcceptFailures();

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
  }
}
