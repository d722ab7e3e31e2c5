package io.github.rdpsweep.rdp;

import java.util.HexFormat;

/**
 * errorCode of a TSRequest: NTSTATUS ([MS-ERREF] 2.3) or a code of the security provider. The set
 * on the wire is open: unknown values are kept.
 *
 * @param value the 32 bits
 */
public record NtStatus(int value) {

  /** No error. */
  public static final NtStatus SUCCESS = new NtStatus(0);

  /** The published name, or the number where none is known here. */
  @Override
  public String toString() {
    return switch (value) {
      case 0 -> "STATUS_SUCCESS";
      case 0xc0000022 -> "STATUS_ACCESS_DENIED";
      case 0xc000006d -> "STATUS_LOGON_FAILURE";
      case 0xc00000bb -> "STATUS_NOT_SUPPORTED";
      case 0xc000005e -> "STATUS_NO_LOGON_SERVERS";
      case 0xc0000418 -> "STATUS_NTLM_BLOCKED";
      case 0x80090302 -> "SEC_E_UNSUPPORTED_FUNCTION";
      case 0x80090304 -> "SEC_E_INTERNAL_ERROR";
      case 0x80090305 -> "SEC_E_SECPKG_NOT_FOUND";
      case 0x80090308 -> "SEC_E_INVALID_TOKEN";
      case 0x8009030c -> "SEC_E_LOGON_DENIED";
      case 0x80090311 -> "SEC_E_NO_AUTHENTICATING_AUTHORITY";
      default -> "0x" + HexFormat.of().toHexDigits(value);
    };
  }
}
