package io.github.rdpsweep.engine;

import io.github.rdpsweep.engine.Exchange.Ending;
import io.github.rdpsweep.engine.Exchange.Piece;
import io.github.rdpsweep.probe.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what goes over a slot's connection, exchange after exchange, where that is wanted. Belongs
 * to its event loop.
 */
final class ExchangeRecorder {

  /** A longer exchange is cut off: negotiation takes 38 bytes, TLS a few thousand. */
  static final int MOST_BYTES = 32 * 1024;

  private static final long NOT_CONNECTED = -1;

  private final ExchangeSink sink;
  private final List<Piece> pieces = new ArrayList<>();
  private InetSocketAddress remote;
  private long startNanos;
  private long startedAtMillis;
  private long connectedNanos;
  private int room;
  private Ending ending;

  ExchangeRecorder(ExchangeSink sink) {
    this.sink = sink;
  }

  /** Forgets the former exchange. */
  void begin(InetSocketAddress peer, long now, long epochMillis) {
    remote = peer;
    startNanos = now;
    startedAtMillis = epochMillis;
    connectedNanos = NOT_CONNECTED;
    room = MOST_BYTES;
    ending = Ending.LEFT;
    pieces.clear();
  }

  void connected(long now) {
    connectedNanos = now - startNanos;
  }

  /** Keeps what is sent, and changes nothing about it. */
  void sent(ByteBuf bytes, long now) {
    add(false, bytes, now);
  }

  /** Keeps what has arrived, and changes nothing about it. */
  void received(ByteBuf bytes, long now) {
    if (connectedNanos == NOT_CONNECTED) {
      connected(now);
    }
    add(true, bytes, now);
  }

  private void add(boolean received, ByteBuf bytes, long now) {
    int length = Math.min(room, bytes.readableBytes());
    if (length > 0) {
      room -= length;
      byte[] copy = ByteBufUtil.getBytes(bytes, bytes.readerIndex(), length);
      pieces.add(new Piece(now - startNanos, received, copy));
    }
  }

  /** The peer ended the connection. */
  void ended(Ending how) {
    ending = how;
  }

  /** Hands the exchange over, if its probe failed and there was a connection. */
  void finish(Outcome outcome, Optional<InetSocketAddress> local, long now) {
    if (connectedNanos != NOT_CONNECTED
        && outcome != Outcome.READY
        && outcome != Outcome.CANCELLED) {
      sink.take(
          new Exchange(
              local, remote, startedAtMillis, connectedNanos, pieces, ending, now - startNanos));
    }
  }
}
