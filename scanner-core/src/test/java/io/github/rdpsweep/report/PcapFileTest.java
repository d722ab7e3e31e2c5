package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.Exchange;
import io.github.rdpsweep.engine.Exchange.Ending;
import io.github.rdpsweep.engine.Exchange.Piece;
import io.github.rdpsweep.target.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as a decoder of packets finds them. */
final class PcapFileTest {

  private static final long START = 1_795_507_202_123L;

  /** A frame, taken apart; what a receiver would drop fails right away. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(
      long nanos,
      String from,
      String to,
      long sequence,
      long acknowledged,
      String flags,
      byte[] data) {

    static Frame read(ByteBuffer file) {
      long nanos = file.getInt() * 1_000_000_000L + file.getInt();
      int length = file.getInt();
      assertEquals(length, file.getInt());
      byte[] bytes = new byte[length];
      file.get(bytes);
      ByteBuffer packet = ByteBuffer.wrap(bytes);
      boolean ipv4 = (bytes[0] & 0xff) == 0x45;
      int header = ipv4 ? 20 : 40;
      int size = ipv4 ? 4 : 16;
      assertEquals(length, ipv4 ? packet.getShort(2) : packet.getShort(4) + header);
      assertEquals(6, packet.get(ipv4 ? 9 : 6));
      if (ipv4) {
        assertEquals(0xffff, sum(bytes, 0, 20), "checksum of IP");
      } else {
        assertEquals(6, bytes[0] >> 4);
      }
      int addresses = ipv4 ? 12 : 8;
      int pseudo = sum(bytes, addresses, header) + 6 + length - header;
      assertEquals(0xffff, folded(pseudo + sum(bytes, header, length)), "checksum of TCP");
      StringBuilder flags = new StringBuilder();
      for (int bit = 0; bit < 5; bit++) {
        flags.append(((bytes[header + 13] >> bit) & 1) == 1 ? "FSRPA".charAt(bit) : "");
      }
      return new Frame(
          nanos,
          address(bytes, addresses, size) + " " + (packet.getShort(header) & 0xffff),
          address(bytes, addresses + size, size) + " " + (packet.getShort(header + 2) & 0xffff),
          packet.getInt(header + 4),
          packet.getInt(header + 8),
          flags.toString(),
          Arrays.copyOfRange(bytes, header + 20, length));
    }

    private static String address(byte[] bytes, int from, int size) {
      try {
        return IpAddress.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + size)))
            .toString();
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }

    private static int sum(byte[] bytes, int from, int to) {
      int sum = 0;
      for (int i = from; i < to; i++) {
        sum += (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
      }
      return folded(sum);
    }

    private static int folded(int sum) {
      return sum > 0xffff ? folded((sum & 0xffff) + (sum >>> 16)) : sum;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.2, CLOSED, FA",
    "10.0.0.1, 10.0.0.2, RESET, RA",
    "10.0.0.1, 10.0.0.2, LEFT, RA",
    "2001:db8::1, 2001:db8::2, CLOSED, FA",
  })
  void framesTellTheExchange(String local, String remote, Ending ending, String last)
      throws IOException {
    byte[] request = {3, 0, 0, 19};
    byte[] reply = {3, 0, 0, 11, 6};
    List<Frame> frames =
        frames(
            exchange(
                local,
                remote,
                List.of(new Piece(2_000, false, request), new Piece(5_000, true, reply)),
                ending));

    assertEquals(
        List.of("S", "SA", "A", "PA", "PA", last), frames.stream().map(Frame::flags).toList());
    assertEquals(
        List.of(0L, 1_000L, 1_000L, 2_000L, 5_000L, 9_000L),
        frames.stream().map(frame -> frame.nanos() - START * 1_000_000).toList());
    assertEquals(local + " 40000", frames.get(0).from());
    assertEquals(remote + " 3389", frames.get(0).to());
    assertArrayEquals(request, frames.get(3).data());
    assertEquals(1, frames.get(3).sequence());
    assertArrayEquals(reply, frames.get(4).data());
    assertEquals(1, frames.get(4).sequence());
    assertEquals(5, frames.get(4).acknowledged());
    boolean fromPeer = ending != Ending.LEFT;
    assertEquals((fromPeer ? remote + " 3389" : local + " 40000"), frames.get(5).from());
    assertEquals(fromPeer ? 6 : 5, frames.get(5).sequence());
  }

  @Test
  void streamsComeTogetherAgain() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Piece> pieces = new ArrayList<>();
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      byte[] bytes = new byte[1 + random.nextInt(5_000)];
      random.nextBytes(bytes);
      boolean fromPeer = random.nextBoolean();
      pieces.add(new Piece(1_000L * (i + 2), fromPeer, bytes));
      (fromPeer ? received : sent).write(bytes);
    }

    ByteArrayOutputStream sentAgain = new ByteArrayOutputStream();
    ByteArrayOutputStream receivedAgain = new ByteArrayOutputStream();
    for (Frame frame : frames(exchange("10.0.0.1", "10.0.0.2", pieces, Ending.LEFT))) {
      if (frame.data().length > 0) {
        ByteArrayOutputStream side = frame.from().endsWith("3389") ? receivedAgain : sentAgain;
        assertEquals(side.size() + 1, frame.sequence(), "seed " + seed);
        side.write(frame.data());
      }
    }
    assertArrayEquals(sent.toByteArray(), sentAgain.toByteArray(), "seed " + seed);
    assertArrayEquals(received.toByteArray(), receivedAgain.toByteArray(), "seed " + seed);
  }

  @Test
  void anExchangeWithoutALocalAddressCanBeRead() throws IOException {
    Exchange exchange =
        new Exchange(
            Optional.empty(), endpoint("2001:db8::2", 3389), START, 1, List.of(), Ending.LEFT, 2);

    assertEquals(":: 0", frames(exchange).get(0).from());
  }

  @Test
  void isNeverLargerThanItMayBe() throws IOException {
    PcapFile file = new PcapFile(10_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exchange exchange =
        exchange("10.0.0.1", "10.0.0.2", List.of(new Piece(1, true, new byte[900])), Ending.CLOSED);
    for (int i = 0; i < 20; i++) {
      file.take(exchange);
      file.writeTo(out);
    }

    int one = PcapFrames.of(exchange).length;
    int kept = (10_000 - 24) / one;
    assertEquals(24 + kept * one, out.size());
    assertEquals(20 - kept, file.leftOut());
    assertTrue(kept > 5);
  }

  private static List<Frame> frames(Exchange exchange) throws IOException {
    PcapFile file = new PcapFile(1 << 20);
    file.take(exchange);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    assertEquals(0xa1b23c4d, bytes.getInt(0));
    assertEquals(101, bytes.getInt(20));
    bytes.position(24);
    List<Frame> frames = new ArrayList<>();
    while (bytes.hasRemaining()) {
      frames.add(Frame.read(bytes));
    }
    return frames;
  }

  private static Exchange exchange(String local, String remote, List<Piece> pieces, Ending ending) {
    return new Exchange(
        Optional.of(endpoint(local, 40_000)),
        endpoint(remote, 3389),
        START,
        1_000,
        pieces,
        ending,
        9_000);
  }

  private static InetSocketAddress endpoint(String address, int port) {
    return new InetSocketAddress(IpAddress.parse(address).toInetAddress(), port);
  }
}
