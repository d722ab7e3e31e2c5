package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * NEGOTIATE_MESSAGE, [MS-NLMP] 2.2.1.1, without a domain and a workstation: it tells the server
 * nothing of us, and asks for all that it tells anyone.
 */
final class NtlmNegotiate {

  static final String SIGNATURE = "NTLMSSP\0";
  static final int MESSAGE_TYPE = 1;
  static final int LENGTH = 40;

  /**
   * What Windows clients send. REQUEST_TARGET and VERSION ask for names and build; the others are
   * needed for CredSSP, and servers turn down weaker requests.
   */
  private static final int FLAGS =
      NtlmFlags.UNICODE
          | NtlmFlags.OEM
          | NtlmFlags.REQUEST_TARGET
          | NtlmFlags.SIGN
          | NtlmFlags.SEAL
          | NtlmFlags.LM_KEY
          | NtlmFlags.NTLM
          | NtlmFlags.ALWAYS_SIGN
          | NtlmFlags.EXTENDED_SESSION_SECURITY
          | NtlmFlags.VERSION
          | NtlmFlags.KEY_128
          | NtlmFlags.KEY_EXCHANGE
          | NtlmFlags.KEY_56;

  /** With NTLMSSP_NEGOTIATE_VERSION set there has to be one; servers ignore its value. */
  private static final NtlmVersion VERSION = new NtlmVersion(10, 0, 17763);

  private NtlmNegotiate() {}

  /** Appends the message to a buffer. */
  static void encode(ByteBuf out) {
    out.writeCharSequence(SIGNATURE, US_ASCII);
    out.writeIntLE(MESSAGE_TYPE);
    out.writeIntLE(FLAGS);
    out.writeLong(0); // DomainNameFields
    out.writeLong(0); // WorkstationFields
    encode(VERSION, out);
  }

  static void encode(NtlmVersion version, ByteBuf out) {
    out.writeByte(version.major());
    out.writeByte(version.minor());
    out.writeShortLE(version.build());
    out.writeMedium(0); // Reserved
    out.writeByte(NtlmVersion.REVISION);
  }
}
