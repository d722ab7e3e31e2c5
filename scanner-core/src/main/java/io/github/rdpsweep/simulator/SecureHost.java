package io.github.rdpsweep.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Plays a host's {@link TlsProfile} on one connection, once it has selected TLS. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here is the client, and it may
final class SecureHost {

  /** TLSCiphertext of an alert, level fatal, handshake_failure. */
  private static final ByteBuf HANDSHAKE_FAILURE =
      ServerMessage.bytes(0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28);

  private static final ByteBuf NO_TLS = ServerMessage.bytes(0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd);

  /** A BER integer, where a SEQUENCE is due. */
  private static final ByteBuf NO_TS_REQUEST = ServerMessage.bytes(0x02, 0x01, 0x06);

  private final TlsProfile profile;
  private TlsServerProtocol tls;
  private boolean deaf;

  SecureHost(TlsProfile profile) {
    this.profile = profile;
  }

  /** Bytes from the client, behind its Connection Request. */
  void hear(ChannelHandlerContext context, ByteBuf bytes) {
    if (deaf) {
      return;
    }
    if (profile.speech() != TlsProfile.Speech.HANDSHAKE
        && profile.speech() != TlsProfile.Speech.HALF) {
      deaf = true;
      misbehave(context);
      return;
    }
    byte[] chunk = new byte[bytes.readableBytes()];
    bytes.readBytes(chunk);
    try {
      if (tls == null) {
        tls = new TlsServerProtocol();
        tls.accept(new SimulatedTlsServer(new BcTlsCrypto(new SecureRandom()), profile));
      }
      tls.offerInput(chunk);
      answer(context);
    } catch (IOException e) {
      deaf = true; // an alert may be among the output
    }
    send(context);
  }

  private void answer(ChannelHandlerContext context) throws IOException {
    if (tls.getAvailableInputBytes() == 0) {
      return;
    }
    deaf = true;
    switch (profile.credSsp()) {
      case CHALLENGE -> {
        SocketChannel channel = (SocketChannel) context.channel();
        write(profile.identity().challenge(channel.localAddress().getAddress(), Instant.now()));
      }
      case ERROR -> write(HostIdentity.error());
      case GARBAGE -> write(NO_TS_REQUEST.duplicate());
      case NOTHING -> {}
      case FIN -> ((DuplexChannel) context.channel()).shutdownOutput();
    }
  }

  private void write(ByteBuf data) throws IOException {
    byte[] plain = new byte[data.readableBytes()];
    data.readBytes(plain);
    tls.writeApplicationData(plain, 0, plain.length);
  }

  private void send(ChannelHandlerContext context) {
    byte[] output = new byte[tls.getAvailableOutputBytes()];
    tls.readOutput(output, 0, output.length);
    int length = output.length;
    if (profile.speech() == TlsProfile.Speech.HALF && length > 0) {
      length /= 2;
      deaf = true;
    }
    if (length > 0) {
      context.writeAndFlush(Unpooled.wrappedBuffer(output, 0, length), context.voidPromise());
    }
  }

  private void misbehave(ChannelHandlerContext context) {
    switch (profile.speech()) {
      case ALERT -> say(context, HANDSHAKE_FAILURE);
      case GARBAGE -> say(context, NO_TLS);
      case DISCONNECT -> {
        say(context, ServerMessage.DISCONNECT_ULTIMATUM);
        ((DuplexChannel) context.channel()).shutdownOutput();
      }
      case FIN -> ((DuplexChannel) context.channel()).shutdownOutput();
      case RST -> {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
      }
      case NOTHING, HANDSHAKE, HALF -> {}
    }
  }

  private static void say(ChannelHandlerContext context, ByteBuf message) {
    context.writeAndFlush(message.duplicate(), context.voidPromise());
  }
}
