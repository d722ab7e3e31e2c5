package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixMapTest {

  private static final PrefixMap NESTED =
      map("10.0.0.0/8", "10.20.0.0/16", "10.20.30.0/24", "2001:db8::/32", "2001:db8:1::/48");

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 0",
    "10.20.0.0, 1",
    "10.20.29.255, 1",
    "10.20.30.0, 2",
    "10.20.30.255, 2",
    "10.20.31.0, 1",
    "10.21.0.0, 0",
    "10.255.255.255, 0",
    "9.255.255.255, -1",
    "11.0.0.0, -1",
    "2001:db8::1, 3",
    "2001:db8:1::1, 4",
    "2001:db8:2::, 3",
    "2001:db9::, -1",
  })
  void theLongestPrefixWins(String address, int index) throws Exception {
    assertEquals(index, NESTED.indexOf(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0",
    "255.255.255.255, 1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3",
    "::, 2"
  })
  void reachesBothEndsOfBothFamilies(String address, int index) throws Exception {
    PrefixMap map = map("0.0.0.0/0", "255.0.0.0/8", "::/0", "ff00::/8");

    assertEquals(index, map.indexOf(InetAddress.getByName(address)));
  }

  @Test
  void anIpv6PrefixHoldsNoIpv4Address() throws Exception {
    assertEquals(PrefixMap.NONE, map("::/0").indexOf(InetAddress.getByName("10.0.0.1")));
  }

  @Test
  void anEmptyMapHoldsNothing() throws Exception {
    assertEquals(PrefixMap.NONE, map().indexOf(InetAddress.getByName("10.0.0.1")));
  }

  @Test
  void refusesAPrefixThatIsListedTwice() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> map("10.0.0.0/16", "10.0.0.0/24", "10.0.3.0/24", "10.0.0.9/24"));

    assertEquals("\"10.0.0.0/24\": listed twice", refusal.getMessage());
  }

  @Test
  void agreesWithASearchThroughAllPrefixes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Prefix> prefixes = randomPrefixes(random);
      PrefixMap map = PrefixMap.of(prefixes);
      for (int i = 0; i < 100; i++) {
        InetAddress address = randomAddress(random);
        assertEquals(
            longest(prefixes, IpAddress.of(address)),
            map.indexOf(address),
            "seed " + seed + ": " + address + " in " + prefixes);
      }
    }
  }

  private static List<Prefix> randomPrefixes(Random random) throws Exception {
    List<Prefix> prefixes = new ArrayList<>();
    int count = random.nextInt(20);
    for (int i = 0; i < count; i++) {
      IpAddress address = IpAddress.of(randomAddress(random));
      Prefix prefix = new Prefix(address, random.nextInt(address.isIpv4() ? 33 : 129));
      if (!prefixes.contains(prefix)) {
        prefixes.add(prefix);
      }
    }
    return prefixes;
  }

  /* Octets of few values, so that prefixes nest and hold many of the addresses. */
  private static InetAddress randomAddress(Random random) throws Exception {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) * 0x7f);
    }
    return InetAddress.getByAddress(bytes);
  }

  private static int longest(List<Prefix> prefixes, IpAddress address) {
    int best = PrefixMap.NONE;
    for (int i = 0; i < prefixes.size(); i++) {
      boolean holds = prefixes.get(i).range().contains(address);
      if (holds && (best < 0 || prefixes.get(i).length() > prefixes.get(best).length())) {
        best = i;
      }
    }
    return best;
  }

  private static PrefixMap map(String... prefixes) {
    return PrefixMap.of(Stream.of(prefixes).map(Prefix::parse).toList());
  }
}
