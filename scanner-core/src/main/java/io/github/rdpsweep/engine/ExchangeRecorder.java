package io.github.rdpsweep.engine;

import io.github.rdpsweep.engine.Exchange.Ending;
import io.github.rdpsweep.engine.Exchange.Piece;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what goes over a slot's connection, exchange after exchange, where that is wanted. Belongs
 * to its event loop.
 */
/*
 * Whether a probe fails is known at its end, and most do not. So bytes are gathered in memory that
 * serves exchange after exchange, and become objects only where the probe failed.
 */
final class ExchangeRecorder {

  /** A longer exchange is cut off: negotiation takes 38 bytes, TLS a few thousand. */
  static final int MOST_BYTES = 32 * 1024;

  private static final long NOT_CONNECTED = -1;

  private final ExchangeSink sink;
  private InetSocketAddress remote;
  private long startNanos;
  private long startedAtMillis;
  private long connectedNanos;
  private ConnectionRequest request;
  private Ending ending;

  /** All that was sent and received, the Connection Request aside. */
  private byte[] bytes = new byte[64];

  /* Of each piece: when, where it ends in the bytes, and whose it is. */
  private long[] nanos = new long[4];
  private int[] ends = new int[4];
  private boolean[] received = new boolean[4];
  private int pieces;

  ExchangeRecorder(ExchangeSink sink) {
    this.sink = sink;
  }

  /** Forgets the former exchange. */
  void begin(InetSocketAddress peer, long now, long epochMillis) {
    remote = peer;
    startNanos = now;
    startedAtMillis = epochMillis;
    connectedNanos = NOT_CONNECTED;
    request = null;
    ending = Ending.LEFT;
    pieces = 0;
  }

  /** The connection is established, and the request goes out. */
  void connected(ConnectionRequest sent, long now) {
    connectedNanos = now - startNanos;
    request = sent;
  }

  /** Keeps what is sent beyond the request, and changes nothing about it. */
  void sent(ByteBuf part, long now) {
    add(false, part, now);
  }

  /** Keeps what has arrived, and changes nothing about it. */
  void received(ByteBuf part, long now) {
    if (connectedNanos == NOT_CONNECTED) {
      connectedNanos = now - startNanos;
    }
    add(true, part, now);
  }

  private void add(boolean isReceived, ByteBuf part, long now) {
    int start = pieces == 0 ? 0 : ends[pieces - 1];
    int length = Math.min(MOST_BYTES - start, part.readableBytes());
    if (length == 0) {
      return;
    }
    if (start + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, 2 * (start + length)));
    }
    if (pieces == ends.length) {
      nanos = Arrays.copyOf(nanos, 2 * pieces);
      ends = Arrays.copyOf(ends, 2 * pieces);
      received = Arrays.copyOf(received, 2 * pieces);
    }
    part.getBytes(part.readerIndex(), bytes, start, length);
    nanos[pieces] = now - startNanos;
    ends[pieces] = start + length;
    received[pieces++] = isReceived;
  }

  /** The peer ended the connection. */
  void ended(Ending how) {
    ending = how;
  }

  /** Whether this exchange is one to keep, if its probe ended so. */
  boolean isWanted(Outcome outcome) {
    return connectedNanos != NOT_CONNECTED
        && outcome != Outcome.READY
        && outcome != Outcome.CANCELLED;
  }

  /** Hands the exchange over. */
  void finish(Optional<InetSocketAddress> local, long now) {
    List<Piece> all = new ArrayList<>(pieces + 1);
    if (request != null) {
      ByteBuf encoded = Unpooled.buffer(ConnectionRequest.LENGTH, ConnectionRequest.LENGTH);
      request.encode(encoded);
      all.add(new Piece(connectedNanos, false, encoded.array()));
    }
    for (int i = 0; i < pieces; i++) {
      byte[] part = Arrays.copyOfRange(bytes, i == 0 ? 0 : ends[i - 1], ends[i]);
      all.add(new Piece(nanos[i], received[i], part));
    }
    sink.take(
        new Exchange(
            local, remote, startedAtMillis, connectedNanos, all, ending, now - startNanos));
  }
}
