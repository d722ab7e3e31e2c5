package io.github.rdpsweep.rdp;

/** NEGOTIATE flags, [MS-NLMP] 2.2.2.5: those that are sent, or looked at. */
final class NtlmFlags {

  static final int UNICODE = 0x0000_0001;
  static final int OEM = 0x0000_0002;
  static final int REQUEST_TARGET = 0x0000_0004;
  static final int SIGN = 0x0000_0010;
  static final int SEAL = 0x0000_0020;
  static final int LM_KEY = 0x0000_0080;
  static final int NTLM = 0x0000_0200;
  static final int ALWAYS_SIGN = 0x0000_8000;
  static final int EXTENDED_SESSION_SECURITY = 0x0008_0000;
  static final int TARGET_INFO = 0x0080_0000;
  static final int VERSION = 0x0200_0000;
  static final int KEY_128 = 0x2000_0000;
  static final int KEY_EXCHANGE = 0x4000_0000;
  static final int KEY_56 = 0x8000_0000;

  private NtlmFlags() {}
}
