package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "127.255.0.9", "255.255.255.255", "200.1.20.255"})
  void writesIpv4AsDottedDecimal(String text) throws Exception {
    InetAddress address = InetAddress.getByName(text);

    assertEquals(text, IpAddress.of(address).toString());
    assertEquals(address, IpAddress.of(address).toInetAddress());
    assertTrue(IpAddress.of(address).isIpv4());
  }

  /* RFC 5952, section 4, and its edge cases. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::AbCd, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
    "fe80:0:0:1:0:0:0:0, fe80:0:0:1::",
  })
  void writesIpv6Canonically(String text, String canonical) throws Exception {
    InetAddress address = InetAddress.getByName(text);

    assertEquals(canonical, IpAddress.of(address).toString());
    assertEquals(address, IpAddress.of(address).toInetAddress());
    assertFalse(IpAddress.of(address).isIpv4());
  }

  @Test
  void anyIpv6TextReadsBackAsTheSameAddress() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      // Groups of few bits, so that zero runs of every length and place occur.
      IpAddress address = new IpAddress(sparse(random), sparse(random));

      InetAddress readBack = InetAddress.getByName(address.toString());

      assertEquals(address, IpAddress.of(readBack), "seed " + seed);
    }
  }

  private static long sparse(Random random) {
    long value = 0;
    for (int group = 0; group < 4; group++) {
      value = (value << 16) | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
    }
    return value;
  }

  @Test
  void mappedAddressIsTheIpv4AddressItStandsFor() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    mapped[15] = 1;

    InetAddress address = Inet6Address.getByAddress("", mapped, 0);

    assertEquals("10.0.0.1", IpAddress.of(address).toString());
    assertEquals(Inet4Address.class, IpAddress.of(address).toInetAddress().getClass());
  }

  @Test
  void orderAndSumsAreThoseOf128BitNumbers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    BigInteger modulus = BigInteger.ONE.shiftLeft(128);
    for (int i = 0; i < 20_000; i++) {
      IpAddress a = edgy(random);
      IpAddress b = random.nextInt(4) == 0 ? a : edgy(random);
      long offset = edgyLong(random);
      String message = "seed " + seed + ": " + a + " " + b + " " + offset;

      assertEquals(
          Integer.signum(number(a).compareTo(number(b))), Integer.signum(a.compareTo(b)), message);
      assertEquals(
          number(a).add(new BigInteger(Long.toUnsignedString(offset))).mod(modulus),
          number(a.plus(offset)),
          message);
      assertEquals(a, a.next().previous(), message);
      assertEquals(number(a).add(BigInteger.ONE).mod(modulus), number(a.next()), message);
    }
  }

  private static IpAddress edgy(Random random) {
    return new IpAddress(edgyLong(random), edgyLong(random));
  }

  private static long edgyLong(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3) - 1;
      case 1 -> Long.MIN_VALUE + random.nextInt(3) - 1;
      default -> random.nextLong();
    };
  }

  private static BigInteger number(IpAddress address) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(address.low())));
  }
}
