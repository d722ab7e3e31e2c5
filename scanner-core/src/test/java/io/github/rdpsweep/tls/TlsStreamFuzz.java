package io.github.rdpsweep.tls;

import io.github.rdpsweep.testing.Fuzz;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Any bytes where a ServerHello is due, in pieces whose size the first byte tells. The library's
 * surprises for some of them must not get out.
 */
public final class TlsStreamFuzz {

  private static final int MAX_MESSAGE_LENGTH = 4_000;

  private TlsStreamFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    TlsStream stream = new TlsStream("host.example");
    Fuzz.require(stream.takeOutput().isReadable(), "no ClientHello");
    int piece = Math.max(1, (input[0] & 0xff) << 8);
    ByteBuf bytes = Unpooled.wrappedBuffer(input).skipBytes(1);
    try {
      while (bytes.isReadable()) {
        stream.receive(bytes.readSlice(Math.min(piece, bytes.readableBytes())));
        stream.takeOutput();
        stream.read();
      }
    } catch (TlsFailure e) {
      Fuzz.require(e.getMessage().length() <= MAX_MESSAGE_LENGTH, e.getMessage());
    }
    Fuzz.require(!stream.isEstablished(), "a handshake without the server's key");
    Fuzz.require(stream.version().length() <= 20, stream.version());
    Fuzz.require(stream.cipher().length() <= 60, stream.cipher());
    Fuzz.require(stream.chain().size() <= 32, "chain");
  }
}
