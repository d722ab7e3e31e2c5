package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.ServerReply;
import io.github.rdpsweep.rdp.ServerReply.DisconnectUltimatum;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.github.rdpsweep.rdp.TsRequest;
import io.github.rdpsweep.rdp.TsRequestDecoder;
import io.github.rdpsweep.tls.TlsFailure;
import io.github.rdpsweep.tls.TlsStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows a confirm that selected TLS, in the same connection: the handshake, and where it is
 * asked for the first leg of CredSSP, up to the NTLM challenge. After that nothing is sent: there
 * is no logon here that could fail.
 */
final class SecureExchange implements Continuation {

  private static final int TPKT_VERSION = 3; // no content type of TLS

  private final TlsStream tls;
  private final boolean identify;

  private Stage stage = Stage.TLS;
  private long stageStartNanos;
  private long tlsNanos = Timings.NOT_MEASURED;
  private long identityNanos = Timings.NOT_MEASURED;

  /** What a server says in clear where its ServerHello is due. */
  private ByteBuf clearText = Unpooled.EMPTY_BUFFER;

  /** Decrypted bytes: a TSRequest, whole or in part. */
  private ByteBuf plain = Unpooled.EMPTY_BUFFER;

  private Optional<TsRequest> answer = Optional.empty();
  private long answeredNanos;

  /**
   * Begins the handshake; {@link #takeOutput} has its first message.
   *
   * @param hostName the name to ask for, or empty
   * @param identify whether to go on to stage identity
   */
  SecureExchange(String hostName, boolean identify, long now) {
    this.tls = new TlsStream(hostName);
    this.identify = identify;
    this.stageStartNanos = now;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public long tlsNanos() {
    return tlsNanos;
  }

  @Override
  public long identityNanos() {
    return identityNanos;
  }

  @Override
  public ByteBuf takeOutput() {
    return tls.takeOutput();
  }

  @Override
  public Ending received(ByteBuf bytes, long now) {
    if (clearText.isReadable() || isClearText(bytes)) {
      return readClearText(bytes);
    }
    try {
      tls.receive(bytes);
      return stage == Stage.TLS ? handshake(now) : readAnswer(now);
    } catch (TlsFailure e) {
      return new Ending(
          stage == Stage.TLS ? Outcome.TLS_FAILED : Outcome.IDENTITY_FAILED, e.getMessage());
    }
  }

  private boolean isClearText(ByteBuf bytes) {
    return tls.receivedBytes() == 0
        && bytes.isReadable()
        && bytes.getByte(bytes.readerIndex()) == TPKT_VERSION;
  }

  private Ending readClearText(ByteBuf bytes) {
    if (clearText.capacity() == 0) {
      clearText = Unpooled.buffer(ServerReplyDecoder.MAX_LENGTH, ServerReplyDecoder.MAX_LENGTH);
    }
    clearText.writeBytes(bytes, Math.min(bytes.readableBytes(), clearText.writableBytes()));
    try {
      ServerReply reply = ServerReplyDecoder.decode(clearText);
      if (reply == null) {
        return null;
      }
      if (reply instanceof DisconnectUltimatum ultimatum) {
        String detail = "MCS disconnect, reason " + ultimatum.reason() + ", instead of a handshake";
        return new Ending(Outcome.DISCONNECTED, detail);
      }
      return new Ending(Outcome.TLS_FAILED, "clear text instead of a handshake");
    } catch (ProtocolException e) {
      return new Ending(Outcome.TLS_FAILED, "clear text instead of a handshake: " + e.getMessage());
    }
  }

  private Ending handshake(long now) throws TlsFailure {
    if (!tls.isEstablished()) {
      return null;
    }
    tlsNanos = now - stageStartNanos;
    if (!identify) {
      return new Ending(Outcome.READY, "");
    }
    stage = Stage.IDENTITY;
    stageStartNanos = now;
    if (tls.isClosed()) {
      return closed();
    }
    ByteBuf request = Unpooled.buffer();
    TsRequest.encodeNegotiate(request);
    tls.write(request);
    return null;
  }

  private Ending readAnswer(long now) {
    ByteBuf more = tls.read();
    if (plain.capacity() == 0) {
      plain = Unpooled.buffer(more.readableBytes());
    }
    plain.writeBytes(more);
    TsRequest request;
    try {
      request = TsRequestDecoder.decode(plain);
    } catch (ProtocolException e) {
      return new Ending(Outcome.IDENTITY_FAILED, e.getMessage());
    }
    if (request == null) {
      return tls.isClosed() ? closed() : null;
    }
    answer = Optional.of(request);
    identityNanos = now - stageStartNanos;
    answeredNanos = now;
    return request.challenge().isPresent()
        ? new Ending(Outcome.READY, "")
        : new Ending(Outcome.IDENTITY_FAILED, "no challenge: " + request.errorCode());
  }

  @Override
  public Ending closed() {
    return stage == Stage.TLS
        ? new Ending(Outcome.TLS_CLOSED, progress("closed"))
        : new Ending(Outcome.IDENTITY_FAILED, "closed");
  }

  @Override
  public Ending failed(SocketFailure failure) {
    if (stage == Stage.IDENTITY) {
      return new Ending(Outcome.IDENTITY_FAILED, failure.detail());
    }
    boolean silence = failure.outcome() == Outcome.UNACKNOWLEDGED;
    return new Ending(silence ? Outcome.TLS_HUNG : Outcome.TLS_CLOSED, progress(failure.detail()));
  }

  @Override
  public Ending expired(PathFacts path) {
    String what = path.unacknowledged() > 0 ? "not acknowledged" : "no answer";
    return stage == Stage.TLS
        ? new Ending(Outcome.TLS_HUNG, progress(what))
        : new Ending(Outcome.IDENTITY_FAILED, what);
  }

  private String progress(String what) {
    long bytes = tls.receivedBytes() + clearText.readableBytes();
    return bytes == 0 ? what : what + " after " + bytes + " bytes of a handshake";
  }

  @Override
  public ServerFacts facts(Instant startedAt, long startNanos, Duration roundTrip) {
    TlsFacts facts = new TlsFacts(tls.version(), tls.cipher(), CertificateFacts.of(tls.chain()));
    Instant answeredAt = startedAt.plusNanos(answeredNanos - startNanos);
    return new ServerFacts(
        facts,
        answer.flatMap(
            request ->
                request
                    .challenge()
                    .map(
                        challenge ->
                            new ServerIdentity(
                                request.version(),
                                challenge,
                                challenge.clockSkew(answeredAt, roundTrip)))),
        Optional.empty());
  }
}
