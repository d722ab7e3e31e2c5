package io.github.rdpsweep.rdp;

/**
 * encryptionMethod of standard RDP security, or in a request a set of them, [MS-RDPBCGR] 2.2.1.3.3
 * and 2.2.1.4.3. The set on the wire is open: unknown values are kept.
 *
 * @param value the 32 bits of the field
 */
public record EncryptionMethod(int value) {

  /** No encryption, or where TLS does it. */
  public static final EncryptionMethod NONE = new EncryptionMethod(0);

  /** RC4 with 40, 56 and 128 bits, and FIPS 140-1 (3DES). */
  static final EncryptionMethod ALL = new EncryptionMethod(0x1b);

  /** A name for one method, the number for anything else. */
  @Override
  public String toString() {
    return switch (value) {
      case 0 -> "none";
      case 0x1 -> "40-bit";
      case 0x2 -> "128-bit";
      case 0x8 -> "56-bit";
      case 0x10 -> "FIPS";
      default -> "0x" + Integer.toHexString(value);
    };
  }
}
