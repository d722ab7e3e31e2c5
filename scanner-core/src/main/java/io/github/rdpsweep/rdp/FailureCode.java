package io.github.rdpsweep.rdp;

/**
 * failureCode of RDP_NEG_FAILURE, [MS-RDPBCGR] 2.2.1.2.2. The set on the wire is open: unknown
 * values are kept.
 *
 * @param value the 32 bits of the field
 */
public record FailureCode(int value) {

  public static final FailureCode SSL_REQUIRED_BY_SERVER = new FailureCode(1);
  public static final FailureCode SSL_NOT_ALLOWED_BY_SERVER = new FailureCode(2);
  public static final FailureCode SSL_CERT_NOT_ON_SERVER = new FailureCode(3);

  /** Can only answer the Direct Approach, so a clear-text probe should never see it. */
  public static final FailureCode INCONSISTENT_FLAGS = new FailureCode(4);

  public static final FailureCode HYBRID_REQUIRED_BY_SERVER = new FailureCode(5);
  public static final FailureCode SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER = new FailureCode(6);

  /** Known from public parsers; the section's stored text ends before it. */
  public static final FailureCode ENTRA_AUTH_REQUIRED_BY_SERVER = new FailureCode(7);

  /* As in SecurityProtocol. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FailureCode code && code.value == value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  /** The specification's name, or the number where it has none. */
  @Override
  public String toString() {
    return switch (value) {
      case 1 -> "SSL_REQUIRED_BY_SERVER";
      case 2 -> "SSL_NOT_ALLOWED_BY_SERVER";
      case 3 -> "SSL_CERT_NOT_ON_SERVER";
      case 4 -> "INCONSISTENT_FLAGS";
      case 5 -> "HYBRID_REQUIRED_BY_SERVER";
      case 6 -> "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER";
      case 7 -> "ENTRA_AUTH_REQUIRED_BY_SERVER";
      default -> "failure code " + Integer.toUnsignedString(value);
    };
  }
}
