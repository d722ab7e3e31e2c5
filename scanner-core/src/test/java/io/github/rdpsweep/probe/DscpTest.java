package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DscpTest {

  /** Values of the registry "Differentiated Services Field Codepoints". */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 (CS0)",
    "7, 7, 7",
    "63, 63, 63",
    "46, 46, 46 (EF)",
    "EF, 46, 46 (EF)",
    "ef, 46, 46 (EF)",
    "AF11, 10, 10 (AF11)",
    "AF41, 34, 34 (AF41)",
    "af23, 22, 22 (AF23)",
    "CS5, 40, 40 (CS5)",
    "CS0, 0, 0 (CS0)",
    "DF, 0, 0 (CS0)",
    "LE, 1, 1 (LE)"
  })
  void readsNumbersAndNames(String text, int value, String shown) {
    Dscp dscp = Dscp.parse(text);

    assertEquals(value, dscp.value());
    assertEquals(shown, dscp.toString());
    assertEquals(value * 4, dscp.trafficClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"64", "-1", "", "AF44", "AF51", "CS8", "0x2e", "46.0", "1000000000000"})
  void refusesOthers(String text) {
    String reason =
        assertThrows(IllegalArgumentException.class, () -> Dscp.parse(text)).getMessage();

    assertTrue(reason.startsWith("\"" + text + "\" is not in 0-63"), reason);
  }

  @Test
  void hasSixBits() {
    assertThrows(IllegalArgumentException.class, () -> new Dscp(64));
    assertThrows(IllegalArgumentException.class, () -> new Dscp(-1));
  }
}
