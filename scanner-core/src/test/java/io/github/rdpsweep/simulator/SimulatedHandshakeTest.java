package io.github.rdpsweep.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.tls.TlsFailure;
import io.github.rdpsweep.tls.TlsStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TlsStream} against simulated servers in memory, and against what no server would send. */
class SimulatedHandshakeTest {

  private static final int CHANGED_BYTES_AT_MOST = 4;

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"NLA", "NLA_EX", "TLS_1_0", "CERT_EXPIRED", "CERT_FUTURE", "CERT_WEAK", "CERT_EC"})
  void handshakesWithServersOfEachKind(Behaviour behaviour) throws Exception {
    Pair pair = new Pair(behaviour);

    pair.handshake(Integer.MAX_VALUE);
    pair.client.write(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII));
    pair.toServer();

    assertEquals("hello", pair.heardByServer());
    assertEquals(1, pair.client.chain().size());
  }

  /** Also the handshake in pieces of one byte, which may be a million system calls, but no more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000})
  void handshakesInPiecesOfAnySize(int size) throws Exception {
    Pair pair = new Pair(Behaviour.NLA_EX);

    pair.handshake(size);

    assertTrue(pair.client.isEstablished());
    assertEquals("TLS 1.3", pair.client.version());
  }

  @Test
  void saysWhatTheServerChoseEvenIfTheHandshakeFailsLater() throws Exception {
    Pair pair = new Pair(Behaviour.NLA);
    byte[] flight = pair.flight();
    flight[flight.length - 30] ^= 1; // in the signature of the ServerKeyExchange

    assertThrows(TlsFailure.class, () -> pair.client.receive(Unpooled.wrappedBuffer(flight)));

    assertEquals("TLS 1.2", pair.client.version());
    assertEquals(1, pair.client.chain().size());
  }

  @Test
  void endsOnAnAlertByItsName() {
    TlsStream client = new TlsStream("");

    TlsFailure failure =
        assertThrows(
            TlsFailure.class,
            () -> client.receive(Unpooled.wrappedBuffer(new byte[] {21, 3, 1, 0, 2, 2, 70})));

    assertEquals("alert protocol_version (70)", failure.getMessage());
  }

  /** As a server does that is full: its last flight and its close_notify come in one piece. */
  @Test
  void isEstablishedEvenIfTheServerEndsItAtOnce() throws Exception {
    Pair pair = new Pair(Behaviour.NLA);
    pair.client.receive(Unpooled.wrappedBuffer(pair.flight()));
    pair.toServer();
    pair.server.close();

    pair.client.receive(Unpooled.wrappedBuffer(pair.saidByServer()));

    assertTrue(pair.client.isEstablished());
    assertTrue(pair.client.isClosed());
    assertThrows(
        TlsFailure.class, () -> pair.client.write(Unpooled.copiedBuffer(new byte[] {0x30})));
  }

  /** What was said before the end counts. */
  @Test
  void readsWhatCameWithTheEnd() throws Exception {
    Pair pair = new Pair(Behaviour.NLA_EX);
    pair.handshake(Integer.MAX_VALUE);
    pair.server.writeApplicationData(new byte[] {1, 2, 3}, 0, 3);
    pair.server.close();

    pair.client.receive(Unpooled.wrappedBuffer(pair.saidByServer()));

    assertTrue(pair.client.isClosed());
    assertEquals(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}), pair.client.read());
  }

  @Test
  void asksForANameOnlyIfThereIsOne() {
    assertTrue(hello("srv1.example.com").contains("srv1.example.com"));
    assertFalse(hello("").contains("example"));
  }

  private static String hello(String serverName) {
    return new TlsStream(serverName).takeOutput().toString(StandardCharsets.ISO_8859_1);
  }

  /**
   * Records of change_cipher_spec are ignored in TLS 1.3, so that a peer may send them for ever.
   */
  @Test
  void givesUpOnAPeerThatSendsOnAndOn() throws Exception {
    Pair pair = new Pair(Behaviour.NLA_EX);
    byte[] flight = pair.flight();
    pair.client.receive(Unpooled.wrappedBuffer(flight, 0, 100)); // and keeps the rest
    byte[] drip = {0};
    int sent = 0;

    try {
      for (; sent <= TlsStream.MAX_BYTES; sent++) {
        pair.client.receive(Unpooled.wrappedBuffer(drip));
      }
      throw new AssertionError("still patient after " + sent + " bytes");
    } catch (TlsFailure failure) {
      assertTrue(sent <= TlsStream.MAX_BYTES);
    }
  }

  /** A server may send anything: it is a failure, or more is waited for, and nothing else. */
  @Test
  void bearsChangedHandshakes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Behaviour[] behaviours = {
      Behaviour.NLA, Behaviour.NLA_EX, Behaviour.TLS_1_0, Behaviour.CERT_EC
    };
    for (int round = 0; round < 400; round++) {
      Pair pair = new Pair(behaviours[round % behaviours.length]);
      byte[] flight = pair.flight();
      for (int i = random.nextInt(CHANGED_BYTES_AT_MOST); i >= 0; i--) {
        flight[random.nextInt(flight.length)] = (byte) random.nextInt();
      }
      try {
        pair.client.receive(Unpooled.wrappedBuffer(flight));
      } catch (TlsFailure expected) {
        assertFalse(expected.getMessage().isEmpty());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  /** The certificate's own structure, nested as deeply as its size allows. */
  @Test
  void bearsACertificateOfNothingButNesting() throws Exception {
    Pair pair = new Pair(Behaviour.NLA);
    byte[] flight = pair.flight();
    byte[] serverHello = new byte[5 + (flight[3] & 0xff) * 256 + (flight[4] & 0xff)];
    System.arraycopy(flight, 0, serverHello, 0, serverHello.length);
    // Only the first message of the flight's first record is needed: the ServerHello.
    int helloLength = 4 + (serverHello[7] & 0xff) * 256 + (serverHello[8] & 0xff);
    ByteBuf out = Unpooled.buffer();
    out.writeByte(22).writeShort(0x0303).writeShort(helloLength);
    out.writeBytes(serverHello, 5, helloLength);
    byte[] nested = new byte[30_000];
    for (int i = 0; i + 1 < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80; // of indefinite length
    }
    ByteBuf message = Unpooled.buffer();
    message.writeByte(11).writeMedium(nested.length + 6);
    message.writeMedium(nested.length + 3).writeMedium(nested.length).writeBytes(nested);
    while (message.isReadable()) {
      int length = Math.min(16_000, message.readableBytes());
      out.writeByte(22).writeShort(0x0303).writeShort(length).writeBytes(message, length);
    }

    assertThrows(TlsFailure.class, () -> pair.client.receive(out));
  }

  /** A client and a simulated server, with nothing but memory between them. */
  private static final class Pair {
    private final TlsStream client = new TlsStream("");
    private final TlsServerProtocol server = new TlsServerProtocol();

    Pair(Behaviour behaviour) throws IOException {
      server.accept(
          new SimulatedTlsServer(new BcTlsCrypto(new SecureRandom()), TlsProfile.of(behaviour)));
    }

    void handshake(int pieces) throws IOException, TlsFailure {
      while (!client.isEstablished()) {
        byte[] flight = flight();
        for (int i = 0; i < flight.length; i += pieces) {
          int length = Math.min(pieces, flight.length - i);
          client.receive(Unpooled.wrappedBuffer(flight, i, length));
          if (flight.length - i <= pieces) {
            break; // i + pieces may wrap
          }
        }
      }
      toServer();
    }

    /** What the server answers to what the client has to say. */
    byte[] flight() throws IOException {
      toServer();
      return saidByServer();
    }

    byte[] saidByServer() {
      byte[] reply = new byte[server.getAvailableOutputBytes()];
      server.readOutput(reply, 0, reply.length);
      return reply;
    }

    void toServer() throws IOException {
      ByteBuf output = client.takeOutput();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      output.readBytes(bytes, output.readableBytes());
      server.offerInput(bytes.toByteArray());
    }

    String heardByServer() {
      byte[] heard = new byte[server.getAvailableInputBytes()];
      server.readInput(heard, 0, heard.length);
      return new String(heard, StandardCharsets.US_ASCII);
    }
  }
}
