package io.github.rdpsweep.rdp;

/**
 * encryptionLevel of standard RDP security, [MS-RDPBCGR] 2.2.1.4.3. The set on the wire is open:
 * unknown values are kept.
 *
 * @param value the 32 bits of the field
 */
public record EncryptionLevel(int value) {

  /** The specification's name, or the number where it has none. */
  @Override
  public String toString() {
    return switch (value) {
      case 0 -> "NONE";
      case 1 -> "LOW";
      case 2 -> "CLIENT_COMPATIBLE";
      case 3 -> "HIGH";
      case 4 -> "FIPS";
      default -> Integer.toUnsignedString(value);
    };
  }
}
