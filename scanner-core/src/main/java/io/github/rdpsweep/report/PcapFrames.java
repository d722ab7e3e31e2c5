package io.github.rdpsweep.report;

import io.github.rdpsweep.engine.Exchange;
import io.github.rdpsweep.engine.Exchange.Piece;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes frames of an exchange as they may have been on the wire: IP and TCP headers are put in
 * front of what was sent and received, with sequence numbers and checksums that fit. What TCP did
 * by itself (repeats, acknowledgements without data) is not known here, and not made up.
 */
final class PcapFrames {

  /** What Ethernet leaves for TCP over IPv6. */
  private static final int SEGMENT = 1440;

  private static final int RECORD_HEADER = 16;
  private static final int TCP_HEADER = 20;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final byte PROTOCOL_TCP = 6;
  private static final byte HOPS = 64;
  private static final short WINDOW = (short) 0xfaf0;
  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final long NANOS_A_MILLI = 1_000_000;

  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;

  private static final byte[] NOTHING = {};

  private final Exchange exchange;
  private final InetSocketAddress local;
  private final ByteBuffer frames;
  private int localSequence;
  private int remoteSequence;

  private PcapFrames(Exchange exchange) {
    this.exchange = exchange;
    local = exchange.local().orElseGet(() -> unknown(exchange.remote().getAddress()));
    int length = 0;
    int count = 4;
    for (Piece piece : exchange.pieces()) {
      length += piece.bytes().length;
      count += piece.bytes().length / SEGMENT + 1;
    }
    frames = ByteBuffer.allocate(length + count * (RECORD_HEADER + IPV6_HEADER + TCP_HEADER));
  }

  /** The records of a pcap file for one exchange. */
  static byte[] of(Exchange exchange) {
    return new PcapFrames(exchange).all();
  }

  private byte[] all() {
    write(0, false, SYN, NOTHING);
    localSequence++;
    write(exchange.connectedNanos(), true, SYN | ACK, NOTHING);
    remoteSequence++;
    write(exchange.connectedNanos(), false, ACK, NOTHING);
    for (Piece piece : exchange.pieces()) {
      for (int from = 0; from < piece.bytes().length; from += SEGMENT) {
        int to = Math.min(piece.bytes().length, from + SEGMENT);
        byte[] part = Arrays.copyOfRange(piece.bytes(), from, to);
        write(piece.nanos(), piece.received(), PSH | ACK, part);
        if (piece.received()) {
          remoteSequence += part.length;
        } else {
          localSequence += part.length;
        }
      }
    }
    switch (exchange.ending()) {
      case CLOSED -> write(exchange.endNanos(), true, FIN | ACK, NOTHING);
      case RESET -> write(exchange.endNanos(), true, RST | ACK, NOTHING);
      case LEFT -> write(exchange.endNanos(), false, RST | ACK, NOTHING);
    }
    return Arrays.copyOf(frames.array(), frames.position());
  }

  private void write(long nanos, boolean received, int flags, byte[] payload) {
    InetSocketAddress from = received ? exchange.remote() : local;
    InetSocketAddress to = received ? local : exchange.remote();
    byte[] source = from.getAddress().getAddress();
    byte[] target = to.getAddress().getAddress();
    boolean ipv4 = source.length == 4;
    int tcpLength = TCP_HEADER + payload.length;
    int length = (ipv4 ? IPV4_HEADER : IPV6_HEADER) + tcpLength;
    long time = exchange.startedAtMillis() * NANOS_A_MILLI + nanos;
    frames.putInt((int) Math.floorDiv(time, NANOS_A_SECOND));
    frames.putInt((int) Math.floorMod(time, NANOS_A_SECOND));
    frames.putInt(length); // kept
    frames.putInt(length); // on the wire
    if (ipv4) {
      int start = frames.position();
      frames.put((byte) 0x45).put((byte) 0).putShort((short) length); // version, length
      frames.putShort((short) 0).putShort((short) 0x4000); // identification, don't fragment
      frames.put(HOPS).put(PROTOCOL_TCP).putShort((short) 0); // checksum, below
      frames.put(source).put(target);
      frames.putShort(start + 10, folded(sum(start, frames.position())));
    } else {
      frames.putInt(0x6000_0000).putShort((short) tcpLength).put(PROTOCOL_TCP).put(HOPS);
      frames.put(source).put(target);
    }
    int tcp = frames.position();
    frames.putShort((short) from.getPort()).putShort((short) to.getPort());
    frames.putInt(received ? remoteSequence : localSequence);
    frames.putInt((flags & ACK) == 0 ? 0 : received ? localSequence : remoteSequence);
    frames.put((byte) ((TCP_HEADER / 4) << 4)).put((byte) flags).putShort(WINDOW);
    frames.putInt(0); // checksum, below; no urgent data
    frames.put(payload);
    long pseudoHeader = sum(source) + sum(target) + PROTOCOL_TCP + tcpLength;
    frames.putShort(tcp + 16, folded(pseudoHeader + sum(tcp, frames.position())));
  }

  /** The sum of 16-bit words, [RFC 1071]. */
  private long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (long) (frames.get(i) & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static long sum(byte[] address) {
    long sum = 0;
    for (int i = 0; i < address.length; i++) {
      sum += (long) (address[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static short folded(long sum) {
    long rest = sum;
    while (rest > 0xffff) {
      rest = (rest & 0xffff) + (rest >>> 16);
    }
    return (short) ~rest;
  }

  /** Stands in where the kernel did not tell: no address, and no port. */
  private static InetSocketAddress unknown(InetAddress like) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(new byte[like instanceof Inet4Address ? 4 : 16]), 0);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }
}
