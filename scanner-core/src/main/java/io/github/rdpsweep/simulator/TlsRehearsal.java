package io.github.rdpsweep.simulator;

import io.github.rdpsweep.tls.TlsFailure;
import io.github.rdpsweep.tls.TlsStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Handshakes in memory before anyone connects: keys are made and classes loaded, which takes a busy
 * machine seconds, and no host of a fleet is to be found hung for it.
 */
final class TlsRehearsal {

  private static final TlsProfile[] PROFILES = {
    TlsProfile.of(Behaviour.NLA),
    TlsProfile.of(Behaviour.NLA_EX),
    TlsProfile.of(Behaviour.TLS_1_0),
    TlsProfile.of(Behaviour.CERT_EXPIRED),
    TlsProfile.of(Behaviour.CERT_FUTURE),
    TlsProfile.of(Behaviour.CERT_WEAK),
    TlsProfile.of(Behaviour.CERT_EC)
  };

  private TlsRehearsal() {}

  /** Runs through what hosts of all behaviours do. */
  static void run() {
    for (TlsProfile profile : PROFILES) {
      try {
        handshake(profile);
      } catch (IOException | TlsFailure e) {
        throw new IllegalStateException("a simulated host cannot do TLS", e);
      }
    }
  }

  private static void handshake(TlsProfile profile) throws IOException, TlsFailure {
    TlsStream client = new TlsStream("");
    TlsServerProtocol server = new TlsServerProtocol();
    server.accept(new SimulatedTlsServer(new BcTlsCrypto(new SecureRandom()), profile));
    while (!client.isEstablished()) {
      ByteBuf toServer = client.takeOutput();
      byte[] request = new byte[toServer.readableBytes()];
      toServer.readBytes(request);
      server.offerInput(request);
      byte[] reply = new byte[server.getAvailableOutputBytes()];
      server.readOutput(reply, 0, reply.length);
      if (reply.length == 0) {
        throw new IOException("the handshake stopped");
      }
      client.receive(Unpooled.wrappedBuffer(reply));
    }
  }
}
