package io.github.rdpsweep.rdp;

/**
 * A security protocol, or in requestedProtocols a set of them, [MS-RDPBCGR] 2.2.1.1.1 and
 * 2.2.1.2.1. The set on the wire is open: unknown values are kept.
 *
 * @param value the 32 bits of the field
 */
public record SecurityProtocol(int value) {

  /** PROTOCOL_RDP, standard RDP security: the base that every request offers. */
  public static final SecurityProtocol RDP = new SecurityProtocol(0);

  /** PROTOCOL_SSL, TLS. */
  public static final SecurityProtocol SSL = new SecurityProtocol(0x1);

  /** PROTOCOL_HYBRID, CredSSP: network level authentication. */
  public static final SecurityProtocol HYBRID = new SecurityProtocol(0x2);

  /** PROTOCOL_RDSTLS. */
  public static final SecurityProtocol RDSTLS = new SecurityProtocol(0x4);

  /** PROTOCOL_HYBRID_EX, CredSSP with early user authorization. */
  public static final SecurityProtocol HYBRID_EX = new SecurityProtocol(0x8);

  /** PROTOCOL_RDSAAD, Entra authentication. */
  public static final SecurityProtocol RDSAAD = new SecurityProtocol(0x10);

  private static final SecurityProtocol[] KNOWN = {SSL, HYBRID, RDSTLS, HYBRID_EX, RDSAAD};

  /** This set and another together. */
  public SecurityProtocol with(SecurityProtocol other) {
    return new SecurityProtocol(value | other.value);
  }

  /** Whether all bits of the other are in this set; standard RDP security always is. */
  public boolean contains(SecurityProtocol other) {
    return (value & other.value) == other.value;
  }

  /* A record's own equals is linked when it is first called: 20 ms, at the first answer. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecurityProtocol protocol && protocol.value == value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  /** The names as in {@code SSL|HYBRID}; bits without a name as one hexadecimal number. */
  @Override
  public String toString() {
    if (value == 0) {
      return "RDP";
    }
    StringBuilder names = new StringBuilder();
    int rest = value;
    for (SecurityProtocol known : KNOWN) {
      if (contains(known)) {
        names.append(names.isEmpty() ? "" : "|").append(known.name());
        rest &= ~known.value;
      }
    }
    if (rest != 0) {
      names.append(names.isEmpty() ? "" : "|").append("0x").append(Integer.toHexString(rest));
    }
    return names.toString();
  }

  private String name() {
    return switch (value) {
      case 0x1 -> "SSL";
      case 0x2 -> "HYBRID";
      case 0x4 -> "RDSTLS";
      case 0x8 -> "HYBRID_EX";
      case 0x10 -> "RDSAAD";
      default -> throw new AssertionError(value);
    };
  }
}
