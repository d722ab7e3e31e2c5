package io.github.rdpsweep.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * The client's side of one TLS connection, without the connection: it is given what arrives, and
 * tells what has to be sent. Offers TLS 1.0 to 1.3 and trusts everyone. Belongs to one thread.
 */
/*
 * What a peer can make it hold or compute is bounded: bytes in all (MAX_BYTES), one handshake message,
 * the chain, keys and groups. Time is the owner's business.
 */
public final class TlsStream {

  /** Bytes that a peer may send on one connection; what comes after them ends it. */
  public static final int MAX_BYTES = 256 * 1024;

  /** More decrypted bytes than this are not waited for. */
  private static final int MAX_PLAIN_BYTES = 128 * 1024;

  private final ScanningClient client;
  private final TlsClientProtocol protocol = new TlsClientProtocol();
  private long receivedBytes;

  /**
   * Begins a handshake; {@link #takeOutput} has the ClientHello.
   *
   * @param serverName the host name to ask for, ASCII, or empty
   */
  public TlsStream(String serverName) {
    client = new ScanningClient(new ScanningCrypto(), serverName);
    try {
      protocol.connect(client);
    } catch (IOException e) {
      throw new IllegalStateException("a ClientHello needs nobody else", e);
    }
  }

  /**
   * Takes what arrived, all of it. A connection that the peer ends in good order after the
   * handshake is {@link #isClosed}, and what it brought can still be read.
   *
   * @throws TlsFailure if the connection is of no more use
   */
  public void receive(ByteBuf bytes) throws TlsFailure {
    if (receivedBytes == 0 && bytes.isReadable()) {
      checkFirst(bytes);
    }
    receivedBytes += bytes.readableBytes();
    if (receivedBytes > MAX_BYTES) {
      throw TlsFailure.because("more than " + MAX_BYTES + " bytes");
    }
    byte[] chunk = new byte[bytes.readableBytes()];
    bytes.readBytes(chunk);
    try {
      protocol.offerInput(chunk);
    } catch (TlsFatalAlertReceived e) {
      throw TlsFailure.alertReceived(client.alertLevel(), e.getAlertDescription());
    } catch (TlsFatalAlert e) {
      throw refusal(e);
    } catch (IOException | RuntimeException e) {
      // The bytes are a stranger's, and for some of them the library has surprises of its own.
      throw TlsFailure.because(String.valueOf(e.getMessage()));
    }
    if (protocol.isClosed() && !client.isEstablished()) {
      throw TlsFailure.alertReceived(client.alertLevel(), client.alert());
    }
    if (protocol.getAvailableInputBytes() > MAX_PLAIN_BYTES) {
      throw TlsFailure.because("more than " + MAX_PLAIN_BYTES + " bytes of data");
    }
  }

  /** The first byte of a record says what it is; anything else is not TLS. */
  private static void checkFirst(ByteBuf bytes) throws TlsFailure {
    int type = bytes.getUnsignedByte(bytes.readerIndex());
    if (type < ContentType.change_cipher_spec || type > ContentType.heartbeat) {
      throw TlsFailure.because(String.format("0x%02x begins no TLS record", type));
    }
  }

  /** An alert that the peer sent before its connection ended is the better reason. */
  private TlsFailure refusal(TlsFatalAlert ours) {
    if (client.isAlerted()) {
      return TlsFailure.alertReceived(client.alertLevel(), client.alert());
    }
    Throwable cause = ours.getCause();
    return TlsFailure.refused(
        ours.getAlertDescription(),
        cause == null || cause.getMessage() == null ? "" : cause.getMessage());
  }

  /** Whether the handshake is over; data can go either way, unless the peer ended it since. */
  public boolean isEstablished() {
    return client.isEstablished();
  }

  /** Whether the peer ended the connection. */
  public boolean isClosed() {
    return protocol.isClosed();
  }

  /**
   * Encrypts data; {@link #takeOutput} has it.
   *
   * @throws TlsFailure if the connection is of no more use
   */
  public void write(ByteBuf data) throws TlsFailure {
    byte[] plain = new byte[data.readableBytes()];
    data.readBytes(plain);
    try {
      protocol.writeApplicationData(plain, 0, plain.length);
    } catch (IOException e) {
      throw TlsFailure.because(String.valueOf(e.getMessage()));
    }
  }

  /** Decrypted data that arrived since the last call; may be empty. */
  public ByteBuf read() {
    byte[] plain = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(plain, 0, plain.length);
    return Unpooled.wrappedBuffer(plain);
  }

  /** What has to be sent to the peer; may be empty. */
  public ByteBuf takeOutput() {
    byte[] output = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(output, 0, output.length);
    return Unpooled.wrappedBuffer(output);
  }

  /** Bytes that the peer sent. */
  public long receivedBytes() {
    return receivedBytes;
  }

  /** The version that the server chose, as in {@code TLS 1.2}; empty before its ServerHello. */
  public String version() {
    return client.version();
  }

  /** The cipher suite that the server chose, by its IANA name; empty before its ServerHello. */
  public String cipher() {
    return client.cipher();
  }

  /** Certificates as they were sent, the server's own first; empty before they came. */
  public List<byte[]> chain() {
    return List.copyOf(client.chain());
  }
}
