package io.github.rdpsweep.simulator;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.rdp.ServerReply.ConnectionConfirm;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Plays a host's {@link Script} on one connection; whatever the client does, it never complains.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here is the client, and it may
final class HostHandler extends ChannelInboundHandlerAdapter {

  /** Who does not read does not see the client leave either, so that a limit must be set. */
  private static final int UNREAD_CONNECTION_SECONDS = 60;

  private final Script script;
  private final SecureHost secure;
  private ByteBuf earlier = Unpooled.EMPTY_BUFFER; // of a request in pieces; on the heap, unpooled
  private boolean cued;

  /** Whether the host has said all of its script, and selected TLS. */
  private boolean selectedTls;

  /**
   * Creates the handler of one connection.
   *
   * @param profile what follows if the script's reply selects TLS
   */
  HostHandler(Script script, TlsProfile profile) {
    this.script = script;
    this.secure = new SecureHost(profile);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    switch (script.cue()) {
      case CONNECTION -> speak(context, SecurityProtocol.RDP);
      case NONE -> {
        Future<?> limit =
            context
                .executor()
                .schedule(() -> context.close(), UNREAD_CONNECTION_SECONDS, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(closed -> limit.cancel(false));
      }
      case BYTES, REQUEST -> {}
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (selectedTls) {
        secure.hear(context, bytes);
      } else if (!cued) {
        hear(context, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a client's reset is the usual end of a probe
  }

  private void hear(ChannelHandlerContext context, ByteBuf bytes) {
    if (script.cue() == Script.Cue.BYTES) {
      speak(context, SecurityProtocol.RDP);
      return;
    }
    ByteBuf all = earlier.isReadable() ? Unpooled.copiedBuffer(earlier, bytes) : bytes;
    int length;
    try {
      length = ServerReplyDecoder.frameLength(all);
    } catch (ProtocolException notRdp) {
      context.close();
      return;
    }
    if (length < 0 || all.readableBytes() < length) {
      earlier = Unpooled.copiedBuffer(all);
      return;
    }
    earlier = Unpooled.EMPTY_BUFFER;
    speak(context, ClientRequest.requestedProtocols(all.readSlice(length)));
  }

  private void speak(ChannelHandlerContext context, SecurityProtocol requested) {
    cued = true;
    ByteBuf reply = script.reply().to(requested);
    selectedTls = selectsTls(reply.duplicate());
    if (script.delayMillis() > 0) {
      later(context, script.delayMillis(), () -> say(context, reply));
    } else {
      say(context, reply);
    }
  }

  private static boolean selectsTls(ByteBuf reply) {
    try {
      return ServerReplyDecoder.decode(reply) instanceof ConnectionConfirm confirm
          && confirm.negotiation() instanceof Negotiation.Response response
          && !response.selectedProtocol().equals(SecurityProtocol.RDP);
    } catch (ProtocolException e) {
      return false; // hosts may well say what is no confirm
    }
  }

  private void say(ChannelHandlerContext context, ByteBuf reply) {
    if (script.dripMillis() > 0) {
      drip(context, reply);
      return;
    }
    if (reply.isReadable()) {
      context.writeAndFlush(reply, context.voidPromise());
    }
    end(context); // nothing is lost by it: so few bytes fit an empty send buffer and are there by
    // now
  }

  private void drip(ChannelHandlerContext context, ByteBuf rest) {
    if (!rest.isReadable()) {
      end(context);
      return;
    }
    context.writeAndFlush(rest.readSlice(1), context.voidPromise());
    later(context, script.dripMillis(), () -> drip(context, rest));
  }

  private static void later(ChannelHandlerContext context, int millis, Runnable step) {
    Runnable unlessGone =
        () -> {
          if (context.channel().isActive()) {
            step.run();
          }
        };
    context.executor().schedule(unlessGone, millis, TimeUnit.MILLISECONDS);
  }

  private void end(ChannelHandlerContext context) {
    switch (script.ending()) {
      case STAY -> {}
      case FIN -> ((DuplexChannel) context.channel()).shutdownOutput();
      case RST -> {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
      }
    }
  }
}
