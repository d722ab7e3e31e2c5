package io.github.rdpsweep.report;

import io.github.rdpsweep.engine.Exchange;
import io.github.rdpsweep.engine.ExchangeSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pcap file of exchanges, no larger than it may be. Takes exchanges by any thread, which never
 * waits; writes when it is told to, by one thread at a time.
 */
/*
 * Why not Netty's PcapWriteHandler: it stamps frames with the time at which it writes them, and sits
 * in a channel's pipeline. Most of our connections have no channel, and whether one fails is known at
 * its end.
 */
public final class PcapFile implements ExchangeSink {

  /** Times in nanoseconds, big-endian as the rest of it. */
  private static final int MAGIC = 0xa1b2_3c4d;

  private static final int LONGEST_FRAME = 65_535;

  /** Frames begin with their IP header, of either version. */
  private static final int LINK_TYPE_RAW = 101;

  private static final int HEADER = 24;

  private final long limit;
  private final AtomicLong size = new AtomicLong(HEADER);
  private final AtomicLong leftOut = new AtomicLong();
  private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
  private boolean begun;

  /**
   * A file without exchanges, yet.
   *
   * @param limit of its size in bytes
   */
  public PcapFile(long limit) {
    this.limit = limit;
  }

  @Override
  public void take(Exchange exchange) {
    if (size.get() >= limit) {
      leftOut.incrementAndGet(); // without making frames of it first
      return;
    }
    byte[] frames = PcapFrames.of(exchange);
    if (size.addAndGet(frames.length) > limit) {
      size.set(limit); // what comes now is left out at once: the file is the first ones
      leftOut.incrementAndGet();
      return;
    }
    waiting.add(frames);
  }

  /** Writes what was taken since the last call, and at the first call the file's header. */
  public void writeTo(OutputStream out) throws IOException {
    if (!begun) {
      begun = true;
      ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC);
      header.putShort((short) 2).putShort((short) 4); // version
      header.putLong(0).putInt(LONGEST_FRAME).putInt(LINK_TYPE_RAW); // UTC, exact
      out.write(header.array());
    }
    for (byte[] frames = waiting.poll(); frames != null; frames = waiting.poll()) {
      out.write(frames);
    }
  }

  /** Exchanges that there was no room for. */
  public long leftOut() {
    return leftOut.get();
  }
}
