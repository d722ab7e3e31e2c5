package io.github.rdpsweep.rdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityProtocolTest {

  @ParameterizedTest
  @CsvSource({
    "0, RDP",
    "0x1, SSL",
    "0x2, HYBRID",
    "0x3, SSL|HYBRID",
    "0x4, RDSTLS",
    "0x8, HYBRID_EX",
    "0xb, SSL|HYBRID|HYBRID_EX",
    "0x10, RDSAAD",
    "0x1f, SSL|HYBRID|RDSTLS|HYBRID_EX|RDSAAD",
    "0x20, 0x20",
    "0x23, SSL|HYBRID|0x20",
    "-0x80000000, 0x80000000",
    "-1, SSL|HYBRID|RDSTLS|HYBRID_EX|RDSAAD|0xffffffe0",
  })
  void namesEveryBit(String value, String text) {
    assertEquals(text, new SecurityProtocol(Integer.decode(value)).toString());
  }

  @Test
  void containsWhatItWasMadeOf() {
    SecurityProtocol both = SecurityProtocol.SSL.with(SecurityProtocol.HYBRID);

    assertTrue(both.contains(SecurityProtocol.SSL));
    assertTrue(both.contains(SecurityProtocol.HYBRID));
    assertTrue(both.contains(SecurityProtocol.RDP));
    assertFalse(both.contains(SecurityProtocol.HYBRID_EX));
    assertFalse(SecurityProtocol.SSL.contains(both));
  }
}
