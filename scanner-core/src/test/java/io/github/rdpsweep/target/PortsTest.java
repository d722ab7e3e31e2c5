package io.github.rdpsweep.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3389                | 3389
          3389,3390-3395      | 3389-3395
          3395-3390           | !
          5000,3389,3389,4000 | 3389,4000,5000
          1,65535             | 1,65535
          ' 3389, 3390 '      | 3389-3390
          1-64                | 1-64
          """)
  void readsPortsAndRanges(String text, String canonical) {
    if (canonical.equals("!")) {
      assertThrows(IllegalArgumentException.class, () -> Ports.parse(text));
      return;
    }
    assertEquals(canonical, Ports.parse(text).toString());
    assertEquals(Ports.parse(canonical), Ports.parse(text));
    assertEquals(Ports.parse(canonical).hashCode(), Ports.parse(text).hashCode());
  }

  @Test
  void countsAndGivesPortsInAscendingOrder() {
    Ports ports = Ports.parse("3391,3389-3390,80");

    assertEquals(4, ports.count());
    assertEquals(80, ports.get(0));
    assertEquals(3389, ports.get(1));
    assertEquals(3391, ports.get(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          70000            | port above 65535
          99999999999999   | port above 65535
          0                | port 0 cannot be connected to
          0-5              | port 0 cannot be connected to
          ''               | empty port
          80,              | empty port
          80,,81           | empty port
          -80              | empty port
          80-              | empty port
          80-90-100        | port is not a number
          http             | port is not a number
          +80              | port is not a number
          ８０             | port is not a number
          3395-3390        | port range ends before it starts
          1-65             | more than 64 ports of one host
          1-65535          | more than 64 ports of one host
          """)
  void refusesOtherText(String text, String reason) {
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> Ports.parse(text));

    assertEquals("\"" + text + "\": " + reason, refusal.getMessage());
  }

  @Test
  void refusesNumbersThatAreNoPorts() {
    assertThrows(IllegalArgumentException.class, () -> Ports.of(3389, 0));
    assertThrows(IllegalArgumentException.class, () -> Ports.of(3389, 65536));
    assertTrue(Ports.of().isEmpty());
    assertEquals(Ports.NONE, Ports.of());
  }

  @Test
  void unionHasThePortsOfBoth() {
    assertEquals(Ports.parse("80,443,3389"), Ports.of(443, 80).union(Ports.of(3389, 80)));
    assertEquals(Ports.of(80), Ports.NONE.union(Ports.of(80)));
    assertNotEquals(Ports.of(80), Ports.of(80).union(Ports.of(81)));
  }

  @Test
  void unionRefusesMoreThanSixtyFour() {
    Ports most = Ports.parse("1-64");

    assertEquals(most, most.union(Ports.of(64)));
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> most.union(Ports.of(100)));
    assertEquals("\"1-64,100\": more than 64 ports of one host", refusal.getMessage());
  }
}
