package io.github.rdpsweep.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Control messages as Linux wrote them for connects in network namespaces, little-endian. */
class ErrorMessageTest {

  /** A message's length, level and type; then errno, the first field of sock_extended_err. */
  private static final String BEFORE = "3000000000000000" + "00000000" + "0b000000" + "71000000";

  /** The rest of sock_extended_err; sockaddr_in with 10.87.0.2. */
  private static final String BEHIND =
      "0000000000000000" + "0200" + "0000" + "0a570002" + "0000000000000000";

  /** Between them: origin, type, code and a byte to fill up. */
  private static final String EXCEEDED = BEFORE + "020b0000" + BEHIND;

  private static final String PROHIBITED = BEFORE + "02030d00" + BEHIND;

  private static final String LOCAL = BEFORE + "01000000" + BEHIND;

  /** sockaddr_in6 with fd00:87::2. */
  private static final String EXCEEDED_6 =
      "3c00000000000000"
          + "29000000"
          + "19000000"
          + "71000000"
          + "03"
          + "03"
          + "00"
          + "00"
          + "00000000"
          + "00000000"
          + "0a00"
          + "0000"
          + "00000000"
          + "fd000087000000000000000000000002"
          + "00000000";

  private static final String TIMESTAMP =
      "2000000000000000" + "01000000" + "1d000000" + "0000000000000000" + "0000000000000000";

  @ParameterizedTest
  @CsvSource({
    EXCEEDED + ", 10.87.0.2, 11, 0",
    PROHIBITED + ", 10.87.0.2, 3, 13",
    EXCEEDED_6 + ", fd00:87::2, 3, 0",
    TIMESTAMP + EXCEEDED + ", 10.87.0.2, 11, 0",
  })
  void readsSenderTypeAndCode(String hex, String from, int type, int code) {
    assertEquals(Optional.of(new IcmpError(Paths.address(from), type, code)), error(buffer(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "30000000", // cut short
    "ff00000000000000000000000b000000", // longer than what is there
    "0000000000000000000000000b000000", // shorter than itself
    "1000000000000000000000000b000000", // without content
    TIMESTAMP,
  })
  void findsNoErrorWhereThereIsNone(String hex) {
    assertEquals(Optional.empty(), error(buffer(hex)));
  }

  @Test
  void anErrorOfThisMachinesOwnMakingHasNoSender() {
    assertEquals(Optional.empty(), error(buffer(LOCAL)));
  }

  @Test
  void anyBytesAtAllAreAnErrorOrNone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = HexFormat.of().parseHex(TIMESTAMP + EXCEEDED_6);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(bytes.length + 1);
      try {
        ErrorMessage.error(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), length);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
  }

  private static Optional<IcmpError> error(ByteBuffer control) {
    return ErrorMessage.error(control, control.capacity());
  }

  private static ByteBuffer buffer(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
