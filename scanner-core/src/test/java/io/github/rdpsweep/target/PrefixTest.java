package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {

  @ParameterizedTest
  @CsvSource({
    "10.20.0.0/16, 10.20.0.0, 10.20.255.255",
    "10.20.3.7/16, 10.20.0.0, 10.20.255.255",
    "10.0.0.1/32, 10.0.0.1, 10.0.0.1",
    "10.0.0.7/31, 10.0.0.6, 10.0.0.7",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
    "2001:db8::1/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8:aaaa::/33, 2001:db8:8000::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::/120, 2001:db8::, 2001:db8::ff",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "::ffff:10.0.0.0/104, 10.0.0.0, 10.255.255.255",
  })
  void coversFromFirstToLastAddress(String text, String first, String last) throws Exception {
    AddressRange range = Prefix.parse(text).range();

    assertEquals(IpAddress.of(InetAddress.getByName(first)), range.first());
    assertEquals(IpAddress.of(InetAddress.getByName(last)), range.last());
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.3.7/16, 10.20.0.0/16",
    "2001:DB8:0:0::1/64, 2001:db8::/64",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
  })
  void isWrittenAsNetworkAndLength(String text, String canonical) {
    assertEquals(canonical, Prefix.parse(text).toString());
    assertEquals(Prefix.parse(canonical), Prefix.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/33, prefix length above 32",
    "2001:db8::/129, prefix length above 128",
    "10.0.0.0/, empty prefix length",
    "10.0.0.0/-1, prefix length is not a number",
    "10.0.0.0/255.0.0.0, prefix length is not a number",
    "10.0.0.0, no prefix length",
    "srv1/24, only an address takes a prefix length",
  })
  void refusesOtherText(String text, String reason) {
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));

    assertEquals("\"" + text + "\": " + reason, refusal.getMessage());
  }

  @Test
  void refusesLengthsThatDoNotExist() {
    IpAddress address = IpAddress.ofIpv4(0x0a000000);

    assertThrows(IllegalArgumentException.class, () -> new Prefix(address, 33));
    assertThrows(IllegalArgumentException.class, () -> new Prefix(address, -1));
    assertThrows(IllegalArgumentException.class, () -> new Prefix(new IpAddress(1, 0), 129));
  }

  @Test
  void segmentsAre24BitsOfIpv4And64OfIpv6() throws Exception {
    assertEquals(
        "10.20.30.0/24", Prefix.segmentOf(InetAddress.getByName("10.20.30.40")).toString());
    assertEquals(
        "2001:db8:0:7::/64",
        Prefix.segmentOf(InetAddress.getByName("2001:db8:0:7:1:2:3:4")).toString());
  }

  @ParameterizedTest
  @CsvSource({"10.20.30.40", "255.255.255.255", "0.0.0.0", "200.1.2.3", "2001:db8:0:7::1", "::1"})
  void segmentKeysTellTheirSegment(String text) throws Exception {
    InetAddress address = InetAddress.getByName(text);

    assertEquals(Prefix.segmentOf(address), Prefix.ofSegmentKey(Prefix.segmentKey(address)));
  }

  @Test
  void segmentKeysAreEqualExactlyWithinASegment() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      InetAddress a = nearby(random);
      InetAddress b = nearby(random);

      boolean sameSegment = Prefix.segmentOf(a).equals(Prefix.segmentOf(b));

      assertEquals(
          sameSegment,
          Prefix.segmentKey(a) == Prefix.segmentKey(b),
          "seed " + seed + ": " + a + " " + b);
    }
  }

  /* Octets of few values and with the sign bit set or not, so that many pairs share a segment. */
  private static InetAddress nearby(Random random) throws Exception {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    int[] changing = bytes.length == 4 ? new int[] {0, 2, 3} : new int[] {1, 7, 8};
    bytes[0] = bytes.length == 4 ? 10 : (byte) 0x20;
    for (int index : changing) {
      bytes[index] = (byte) (random.nextInt(2) * 0xc8);
    }
    return InetAddress.getByAddress(bytes);
  }

  @Test
  void noIpv6HostHasTheSegmentKeyOfAnIpv4One() throws Exception {
    for (String ipv4 : new String[] {"0.0.0.0", "10.0.0.1", "255.255.255.255"}) {
      for (String ipv6 :
          new String[] {"::", "::1", "::a:0:0", "2001:db8::", "febf:ffff:ffff:ffff::1"}) {
        assertNotEquals(
            Prefix.segmentKey(InetAddress.getByName(ipv4)),
            Prefix.segmentKey(InetAddress.getByName(ipv6)));
      }
      byte[] twin = new byte[16];
      ByteBuffer.wrap(twin).putLong(Prefix.segmentKey(InetAddress.getByName(ipv4)));
      assertTrue(InetAddress.getByAddress(twin).isMulticastAddress());
    }
  }

  @Test
  void anIpv6PrefixHoldsNoIpv4Address() {
    AddressRange everything = Prefix.parse("::/0").range();

    assertFalse(everything.contains(IpAddress.ofIpv4(0x0a000001)));
    assertTrue(everything.contains(new IpAddress(0, 1)));
    assertFalse(Prefix.parse("0.0.0.0/0").range().contains(new IpAddress(0, 1)));
  }
}
