package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.ProtocolException;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.rdp.ServerReply;
import io.github.rdpsweep.rdp.ServerReply.ConnectionConfirm;
import io.github.rdpsweep.rdp.ServerReply.DisconnectRequest;
import io.github.rdpsweep.rdp.ServerReply.DisconnectUltimatum;
import io.github.rdpsweep.rdp.ServerReplyDecoder;
import io.github.rdpsweep.target.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at one target: told what happens on its connection, it decides the outcome. Knows
 * neither sockets nor timers; whoever owns those tells it of events, in the order they happened,
 * until one of them answers that the probe is over.
 */
/*
 * A probe is begun again for target after target, so that a sweep makes a bounded number of them.
 * What it hands out, the result, is immutable. Bytes of the peer are kept only while a reply is
 * incomplete, and never more than the decoder is willing to read.
 */
public final class Probe {

  private static final int EXCERPT_LENGTH = 48;

  private Target target;
  private ProbeSettings settings;
  private int attempt;
  private long startedAtMillis;
  private long startNanos;
  private long connectNanos;
  private long negotiateNanos;
  private long totalNanos;
  private Stage stage = Stage.BEFORE;
  private boolean connected;
  private Outcome outcome;
  private String detail;
  private Negotiation negotiation;

  /** What follows negotiation; null before, and always at depths that end there. */
  private Continuation next;

  /** The beginning of a reply that came in pieces; made when the first such reply comes. */
  private ByteBuf pieces = Unpooled.EMPTY_BUFFER;

  /**
   * Forgets the former target and begins a new attempt; the connection is about to be made.
   *
   * @param settings what to do there
   * @param attempt 1 for the first attempt at this target
   * @param now the monotonic clock
   * @param startedAtMillis the same instant on the wall clock
   */
  public void begin(
      Target target, ProbeSettings settings, int attempt, long now, long startedAtMillis) {
    this.target = target;
    this.settings = settings;
    this.attempt = attempt;
    this.startedAtMillis = startedAtMillis;
    startNanos = now;
    connectNanos = Timings.NOT_MEASURED;
    negotiateNanos = Timings.NOT_MEASURED;
    totalNanos = Timings.NOT_MEASURED;
    stage = Stage.CONNECT;
    connected = false;
    outcome = null;
    detail = "";
    negotiation = Negotiation.UNANSWERED;
    next = null;
    pieces.clear();
  }

  /** When this attempt began, on the monotonic clock. */
  public long startNanos() {
    return startNanos;
  }

  /** Whether the connection was ever established in this attempt. */
  public boolean isConnected() {
    return connected;
  }

  /** The target of this attempt. */
  public Target target() {
    return target;
  }

  /** What this attempt does at its target. */
  public ProbeSettings settings() {
    return settings;
  }

  /**
   * The connection is established.
   *
   * @return whether the probe is over; if not, the Connection Request is due now
   */
  public boolean connected(long now) {
    connectNanos = now - startNanos;
    connected = true;
    if (!settings.sendsRequest()) {
      return end(Outcome.READY, "", now);
    }
    stage = Stage.NEGOTIATE;
    return false;
  }

  /**
   * Bytes arrived, in answer to the request or unasked. They prove the connection, whether or not
   * it was reported before.
   *
   * @param bytes read from, and not kept
   * @return whether the probe is over
   */
  public boolean received(ByteBuf bytes, long now) {
    if (!connected && connected(now)) {
      return true;
    }
    if (next != null) {
      return end(next.received(bytes, now), now);
    }
    if (!pieces.isReadable()) {
      if (read(bytes, now)) {
        return true;
      }
      keep(bytes);
      return false;
    }
    pieces.writeBytes(bytes, Math.min(bytes.readableBytes(), pieces.writableBytes()));
    return read(pieces, now);
  }

  /** Whether the bytes decide; if not, they are the beginning of a reply. */
  private boolean read(ByteBuf bytes, long now) {
    try {
      ServerReply reply = ServerReplyDecoder.decode(bytes);
      if (reply == null) {
        return false;
      }
      negotiateNanos = now - startNanos - connectNanos;
      return judge(reply, bytes, now);
    } catch (ProtocolException e) {
      return switch (e.kind()) {
        case NOT_TPKT -> end(Outcome.NOT_RDP, excerpt(bytes), now);
        case MALFORMED -> end(Outcome.MALFORMED, e.getMessage(), now);
      };
    }
  }

  /** The peer ended its side of the connection; always ends the probe. */
  public boolean closed(long now) {
    if (next != null) {
      return end(next.closed(), now);
    }
    return end(Outcome.CLOSED, replySoFar(), now);
  }

  /** The socket reported an error; always ends the probe. */
  public boolean failed(SocketFailure failure, long now) {
    if (next != null && failure.trouble().isEmpty()) {
      return end(next.failed(failure), now);
    }
    if (failure.outcome() == Outcome.REFUSED || failure.outcome() == Outcome.UNREACHABLE) {
      connectNanos = now - startNanos; // something answered the SYN
    }
    String seen = replySoFar();
    return end(
        failure.outcome(), seen.isEmpty() ? failure.detail() : failure.detail() + " " + seen, now);
  }

  /**
   * The stage's time is over; always ends the probe.
   *
   * @param path tells a peer that thinks from a path that swallows
   */
  public boolean expired(PathFacts path, long now) {
    if (!connected) {
      return end(Outcome.SILENT, "", now);
    }
    if (next != null) {
      return end(next.expired(path), now);
    }
    return end(
        path.unacknowledged() > 0 ? Outcome.UNACKNOWLEDGED : Outcome.HUNG, replySoFar(), now);
  }

  /** The sweep was stopped; always ends the probe. */
  public boolean cancelled(long now) {
    return end(Outcome.CANCELLED, "", now);
  }

  /** The stage that the probe is in. */
  public Stage stage() {
    return stage;
  }

  /** Whether the peer is to be sent something; never so at depths that end with negotiation. */
  public boolean hasOutput() {
    return next != null;
  }

  /** What the peer is to be sent now, beyond the Connection Request; may be empty. */
  public ByteBuf takeOutput() {
    return next.takeOutput();
  }

  /** What is known now that the probe is over. */
  public ProbeResult result(PathFacts path) {
    return new ProbeResult(
        target,
        outcome,
        stage,
        detail,
        attempt,
        timings(),
        path,
        negotiation,
        next == null ? ServerFacts.NONE : serverFacts(path),
        startedAtMillis,
        Supplement.NONE);
  }

  private Timings timings() {
    return next == null
        ? new Timings(connectNanos, negotiateNanos, totalNanos)
        : new Timings(
            connectNanos, negotiateNanos, next.tlsNanos(), next.identityNanos(), totalNanos);
  }

  private ServerFacts serverFacts(PathFacts path) {
    long roundTrip =
        path.rttMicros() >= 0 ? TimeUnit.MICROSECONDS.toNanos(path.rttMicros()) : connectNanos;
    return next.facts(
        Instant.ofEpochMilli(startedAtMillis), startNanos, Duration.ofNanos(roundTrip));
  }

  /**
   * Judges the first message.
   *
   * @param rest what the server sent behind it
   */
  private boolean judge(ServerReply reply, ByteBuf rest, long now) {
    if (reply instanceof DisconnectUltimatum ultimatum) {
      return end(Outcome.DISCONNECTED, "MCS disconnect, reason " + ultimatum.reason(), now);
    }
    if (reply instanceof DisconnectRequest request) {
      return end(Outcome.DISCONNECTED, "X.224 disconnect, reason " + request.reason(), now);
    }
    negotiation = ((ConnectionConfirm) reply).negotiation();
    if (negotiation instanceof Negotiation.Failure failure) {
      FailureCode code = failure.failureCode();
      return end(Outcome.NEGOTIATION_REFUSED, code.toString(), now);
    }
    if (negotiation instanceof Negotiation.Response response && !isOffered(response)) {
      String selected = response.selectedProtocol().toString();
      return end(Outcome.NEGOTIATION_REFUSED, "selected " + selected + ", not offered", now);
    }
    next = continuation(now);
    if (next == null) {
      return end(Outcome.READY, "", now);
    }
    stage = next.stage();
    return rest.isReadable() && end(next.received(rest, now), now);
  }

  /** What comes after this negotiation, or null. */
  private Continuation continuation(long now) {
    boolean standard =
        !(negotiation instanceof Negotiation.Response response)
            || response.selectedProtocol().equals(SecurityProtocol.RDP);
    if (standard) {
      return settings.encryption() ? new StandardExchange() : null;
    }
    if (settings.depth().compareTo(Stage.NEGOTIATE) <= 0) {
      return null;
    }
    // All protocols but standard RDP security begin with TLS.
    return new SecureExchange(
        target.hostName(), settings.depth() == Stage.IDENTITY && isCredSspSelected(), now);
  }

  private boolean isCredSspSelected() {
    return negotiation instanceof Negotiation.Response response
        && (response.selectedProtocol().equals(SecurityProtocol.HYBRID)
            || response.selectedProtocol().equals(SecurityProtocol.HYBRID_EX));
  }

  /** Ends the probe, unless it is not over. */
  private boolean end(Ending ending, long now) {
    stage = next.stage();
    return ending != null && end(ending.outcome(), ending.detail(), now);
  }

  /** A selection is one protocol out of the offer; standard RDP security is in every offer. */
  private boolean isOffered(Negotiation.Response response) {
    SecurityProtocol selected = response.selectedProtocol();
    return settings.request().requestedProtocols().contains(selected)
        && Integer.bitCount(selected.value()) <= 1;
  }

  private boolean end(Outcome ending, String evidence, long now) {
    outcome = ending;
    detail = evidence;
    totalNanos = now - startNanos;
    if (ending.stage() == Stage.NEGOTIATE && next == null) {
      stage = Stage.NEGOTIATE;
    } else if (ending.stage() == Stage.BEFORE && ending != Outcome.CANCELLED) {
      stage = Stage.BEFORE;
    }
    return true;
  }

  private void keep(ByteBuf bytes) {
    if (pieces.capacity() == 0) {
      pieces = Unpooled.buffer(ServerReplyDecoder.MAX_LENGTH, ServerReplyDecoder.MAX_LENGTH);
    }
    pieces.writeBytes(bytes);
  }

  private String replySoFar() {
    return pieces.isReadable() ? "after " + pieces.readableBytes() + " bytes of a reply" : "";
  }

  /** The first line of what another protocol said, made printable. */
  private static String excerpt(ByteBuf bytes) {
    StringBuilder text = new StringBuilder(EXCERPT_LENGTH + 2).append('"');
    int end = bytes.readerIndex() + Math.min(bytes.readableBytes(), EXCERPT_LENGTH);
    for (int i = bytes.readerIndex(); i < end; i++) {
      int octet = bytes.getUnsignedByte(i);
      if (octet == '\r' || octet == '\n') {
        break;
      }
      text.append(octet >= 0x20 && octet < 0x7f && octet != '"' ? (char) octet : '.');
    }
    return text.append('"').toString();
  }
}
