package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.target.TargetSpec.Addresses;
import io.github.rdpsweep.target.TargetSpec.Name;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTest {

  private static final Ports DEFAULT = Ports.of(3389);

  private final TargetParser targets = TargetParser.ofTargets(DEFAULT);
  private final TargetParser excludes = TargetParser.ofExcludes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # item                         | range                            | ports | text
          10.0.0.1                       | 10.0.0.1                         | 3389  | 10.0.0.1
          10.20.0.0/16                   | 10.20.0.0-10.20.255.255          | 3389  | 10.20.0.0/16
          10.20.3.7/16                   | 10.20.0.0-10.20.255.255          | 3389  | 10.20.3.7/16
          10.0.0.1/32                    | 10.0.0.1                         | 3389  | 10.0.0.1/32
          0.0.0.0/0                      | 0.0.0.0-255.255.255.255          | 3389  | 0.0.0.0/0
          10.0.0.1-10.0.3.254            | 10.0.0.1-10.0.3.254              | 3389  | 10.0.0.1-10.0.3.254
          10.0.0.1-99                    | 10.0.0.1-10.0.0.99               | 3389  | 10.0.0.1-99
          10.0.0.9-9                     | 10.0.0.9                         | 3389  | 10.0.0.9-9
          10.0.0.1:3390                  | 10.0.0.1                         | 3390  | 10.0.0.1
          10.0.0.0/24:3390               | 10.0.0.0-10.0.0.255              | 3390  | 10.0.0.0/24
          10.0.0.1-99:3390-3392          | 10.0.0.1-10.0.0.99               | 3390-3392 | 10.0.0.1-99
          2001:db8::1                    | 2001:db8::1                      | 3389  | 2001:db8::1
          2001:db8::1:3390               | 2001:db8::1:3390                 | 3389  | 2001:db8::1:3390
          ::1                            | ::1                              | 3389  | ::1
          [2001:db8::1]                  | 2001:db8::1                      | 3389  | 2001:db8::1
          [2001:db8::1]:3390             | 2001:db8::1                      | 3390  | 2001:db8::1
          [2001:DB8::1]:3390             | 2001:db8::1                      | 3390  | 2001:DB8::1
          2001:db8::/120                 | 2001:db8::-2001:db8::ff          | 3389  | 2001:db8::/120
          2001:db8::/120:3390            | 2001:db8::-2001:db8::ff          | 3390  | 2001:db8::/120
          [2001:db8::/120]:3390          | 2001:db8::-2001:db8::ff          | 3390  | 2001:db8::/120
          [2001:db8::]/120:3390          | 2001:db8::-2001:db8::ff          | 3390  | 2001:db8::/120
          2001:db8::/96                  | 2001:db8::-2001:db8::ffff:ffff   | 3389  | 2001:db8::/96
          2001:db8::1-2001:db8::1:0      | 2001:db8::1-2001:db8::1:0        | 3389  | 2001:db8::1-2001:db8::1:0
          [2001:db8::1-2001:db8::9]:3390 | 2001:db8::1-2001:db8::9          | 3390  | 2001:db8::1-2001:db8::9
          ::ffff:10.0.0.1                | 10.0.0.1                         | 3389  | ::ffff:10.0.0.1
          ::ffff:10.0.0.0/120            | 10.0.0.0-10.0.0.255              | 3389  | ::ffff:10.0.0.0/120
          64:ff9b::10.0.0.1              | 64:ff9b::a00:1                   | 3389  | 64:ff9b::10.0.0.1
          """)
  void readsAddresses(String item, String range, String ports, String text) {
    Addresses spec = assertInstanceOf(Addresses.class, only(targets.parse("TARGET", item)));

    assertEquals(range, spec.range().toString());
    assertEquals(Ports.parse(ports), spec.ports());
    assertEquals(text, spec.text());
  }

  @ParameterizedTest
  @CsvSource({
    "srv1, srv1, 3389",
    "srv1:3390, srv1, 3390",
    "SRV-01.corp.example.com., SRV-01.corp.example.com., 3389",
    "rds_01.example.com:3389-3390, rds_01.example.com, 3389-3390",
    "1and1.example, 1and1.example, 3389",
    "10.0.0.1.example, 10.0.0.1.example, 3389",
    "xn--bcher-kva.example, xn--bcher-kva.example, 3389",
    "a--b, a--b, 3389",
    "beef, beef, 3389",
  })
  void readsNames(String item, String name, String ports) {
    assertEquals(new Name(name, Ports.parse(ports), "TARGET"), only(targets.parse("TARGET", item)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1,srv1,::1",
        "10.0.0.1 srv1 ::1",
        "  10.0.0.1 ,\tsrv1 , ::1  ",
        "10.0.0.1 srv1,::1",
      })
  void readsListsWithCommasOrWhiteSpace(String list) {
    assertEquals(
        List.of("10.0.0.1", "srv1", "::1"),
        targets.parse("TARGET", list).stream().map(TargetSpec::text).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0/33              | prefix length above 32
          10.0.0.0/                | empty prefix length
          10.0.0.0/a               | prefix length is not a number
          10.0.0.0/24/24           | prefix length is not a number
          2001:db8::/129           | prefix length above 128
          2001:db8::/95            | more than 2^32 addresses (an IPv6 prefix length below 96)
          ::/0                     | more than 2^32 addresses (an IPv6 prefix length below 96)
          2001:db8::-2001:db8:1::  | more than 2^32 addresses (an IPv6 prefix length below 96)
          10.0.0.256               | octet above 255
          10.0.0.010               | octet with a leading zero, which some programs read as octal
          10.0.0                   | not an IPv4 address, which has four numbers
          10.0.0.1.2               | not an IPv4 address, which has four numbers
          10.0..1                  | empty octet
          1234                     | not an IPv4 address, which has four numbers
          300-400                  | not an IPv4 address, which has four numbers
          -                        | not an IPv4 address, which has four numbers
          10.0.0.9-3               | range ends before it starts
          10.0.0.9-10.0.0.3        | range ends before it starts
          2001:db8::9-2001:db8::3  | range ends before it starts
          10.0.0.9-300             | last number of the range above 255
          10.0.0.9-                | empty last number of the range
          10.0.0.1-3-5             | last number of the range is not a number
          10.0.0-3.1               | not an IPv4 address, which has four numbers
          2001:db8::1-ff           | the last address of an IPv6 range must be written in full
          10.0.0.1-2001:db8::1     | range mixes IPv4 and IPv6
          10.0.0.1:70000           | port above 65535
          10.0.0.1:0               | port 0 cannot be connected to
          10.0.0.1:                | empty port
          srv1:rdp                 | port is not a number
          [2001:db8::1]:70000      | port above 65535
          [2001:db8::1             | [ without ]
          [2001:db8::1]3389        | only a prefix length or a port may follow ]
          [10.0.0.1]:3389          | only IPv6 addresses stand in brackets
          [srv1]:3389              | only IPv6 addresses stand in brackets
          2001:db8::1::2           | not an IPv6 address
          2001:db8:::1             | not an IPv6 address
          12345::1                 | not an IPv6 address
          :::                      | not an IPv6 address
          srv1:33:89               | not an IPv6 address
          fe80::1%eth0             | IPv6 zones are not supported
          [fe80::1%2]:3389         | IPv6 zones are not supported
          srv1/24                  | only an address takes a prefix length
          0x7f000001               | neither an address nor a name, which cannot end in a number
          srv.1234                 | neither an address nor a name, which cannot end in a number
          10.0.0.x256              | !
          10.0.0.*                 | neither an address nor a name, which cannot have '*'
          srv1;ls                  | neither an address nor a name, which cannot have ';'
          büro                     | neither an address nor a name, which cannot have the character U+00FC
          srv..example             | name with an empty part
          .example                 | name with an empty part
          -srv                     | name with a part that begins or ends with a hyphen
          srv-.example             | name with a part that begins or ends with a hyphen
          """)
  void refusesWithPlaceValueAndReason(String item, String reason) {
    if (reason.equals("!")) { // letters make a name of it, however odd
      assertInstanceOf(Name.class, only(targets.parse("TARGET", item)));
      return;
    }
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> targets.parse("TARGET", item));

    assertEquals("TARGET: \"" + item + "\": " + reason, refusal.getMessage());
  }

  @Test
  void refusesTheItemAndNotTheWholeList() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> targets.parse("targets.txt:17", "10.0.0.1, 10.0.0.0/33 10.0.0.2"));

    assertEquals("targets.txt:17: \"10.0.0.0/33\": prefix length above 32", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "' ', empty",
    "'10.0.0.1,,10.0.0.2', empty item in the list",
    "'10.0.0.1,', empty item in the list",
    "',', empty item in the list",
  })
  void refusesEmptyItems(String list, String reason) {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> targets.parse("TARGET", list));

    assertEquals("TARGET: \"" + list + "\": " + reason, refusal.getMessage());
  }

  @Test
  void refusesNamesThatAreTooLong() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "b".repeat(61));

    assertEquals(253, longest.length());
    assertEquals(longest, only(targets.parse("TARGET", longest)).text());
    assertThrows(IllegalArgumentException.class, () -> targets.parse("TARGET", longest + "b"));
    assertThrows(IllegalArgumentException.class, () -> targets.parse("TARGET", "a" + label));
  }

  @Test
  void showsHostileInputInOneHarmlessLine() {
    String hostile = "\u001b[31m" + "x".repeat(10_000);

    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> targets.parse("TARGET", hostile));

    assertTrue(refusal.getMessage().startsWith("TARGET: \"\\x1b[31mxxx"), refusal.getMessage());
    assertTrue(refusal.getMessage().length() < 200, refusal.getMessage());
    assertTrue(refusal.getMessage().chars().noneMatch(Character::isISOControl));
  }

  @Test
  void excludesHaveNoPorts() {
    assertEquals(Ports.NONE, only(excludes.parse("--exclude", "10.0.0.0/24")).ports());
    for (String item : List.of("10.0.0.1:3389", "srv1:3389", "[::1]:3389", "10.0.0.0/24:1")) {
      Exception refusal =
          assertThrows(IllegalArgumentException.class, () -> excludes.parse("--exclude", item));
      assertEquals(
          "--exclude: \"" + item + "\": an exclude covers whole addresses and takes no port",
          refusal.getMessage());
    }
  }

  @Test
  void excludesMayBeOfAnySize() {
    Addresses spec =
        assertInstanceOf(Addresses.class, only(excludes.parse("--exclude", "fe80::/10")));

    assertEquals(Prefix.parse("fe80::/10").range(), spec.range());
  }

  @Test
  void targetsNeedAPort() {
    assertThrows(IllegalArgumentException.class, () -> TargetParser.ofTargets(Ports.NONE));
  }

  @Test
  void anyTextIsReadOrRefusedInOneLine() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "0123456789abf.:-/[]%, \tx_\u00e9\u0000";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(24); length >= 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertTrue(!targets.parse("TARGET", text.toString()).isEmpty());
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("TARGET: \""), "seed " + seed + ": " + text);
        assertTrue(
            e.getMessage().chars().noneMatch(Character::isISOControl),
            "seed " + seed + ": " + text);
      }
    }
  }

  private static TargetSpec only(List<TargetSpec> specs) {
    assertEquals(1, specs.size(), specs::toString);
    return specs.get(0);
  }
}
