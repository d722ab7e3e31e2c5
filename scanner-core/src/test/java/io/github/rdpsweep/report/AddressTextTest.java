package io.github.rdpsweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0, 0.0.0.0/24",
    "10.20.30.40, 10.20.30.40, 10.20.30.0/24",
    "255.255.255.255, 255.255.255.255, 255.255.255.0/24",
    "::, ::, ::/64",
    "::1, ::1, ::/64",
    "1::, 1::, 1::/64",
    "2001:DB8::0001, 2001:db8::1, 2001:db8::/64",
    // [RFC 5952] 4.2.2: one group is not shortened
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1, 2001:db8:0:1::/64",
    // 4.2.3: the longest run, else the first
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1, 2001:0:0:1::/64",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1, 2001:db8::/64",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0, 1:2:3:4::/64",
    "0:2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8, 0:2:3:4::/64",
    "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8, 0:0:3:4::/64",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::, 1:2:3:4::/64",
    "fedc:ba98:7654:3210:f:10:ff:100, fedc:ba98:7654:3210:f:10:ff:100, fedc:ba98:7654:3210::/64",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " ffff:ffff:ffff:ffff::/64",
  })
  void writesAddressesAndTheirSegments(InetAddress address, String text, String segment) {
    assertEquals(text, addressText(address));
    assertEquals(segment, segmentText(address));
  }

  @Test
  void namesTheZoneOfALinkLocalAddress() throws UnknownHostException {
    byte[] octets = InetAddress.getByName("fe80::1").getAddress();
    InetAddress address = Inet6Address.getByAddress("printer", octets, 7);

    assertEquals("fe80::1%7", addressText(address));
    assertEquals("fe80::/64", segmentText(address));
  }

  @Test
  void writesWhatIsReadAsTheSameAddress() throws UnknownHostException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
      for (int j = 0; j < octets.length; j++) {
        octets[j] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
      }
      InetAddress address = InetAddress.getByAddress(octets);

      InetAddress read = InetAddress.getByName(addressText(address));

      assertEquals(address, read, "seed " + seed);
    }
  }

  private static String addressText(InetAddress address) {
    RowText text = new RowText(16);
    AddressText.appendAddress(address, text);
    return text.toString();
  }

  private static String segmentText(InetAddress address) {
    RowText text = new RowText(16);
    AddressText.appendSegment(address, text);
    return text.toString();
  }
}
