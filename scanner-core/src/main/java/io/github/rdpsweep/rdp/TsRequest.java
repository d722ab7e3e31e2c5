package io.github.rdpsweep.rdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.Optional;

/**
 * TSRequest, [MS-CSSP] 2.2.1, as far as a server's first one goes.
 *
 * @param version the version of CredSSP that the server supports
 * @param challenge the NTLM challenge in negoTokens; there is none where the server reports an
 *     error, or wants another mechanism
 * @param errorCode why there is no token, or {@link NtStatus#SUCCESS}
 */
public record TsRequest(int version, Optional<NtlmChallenge> challenge, NtStatus errorCode) {

  /** What is sent as the client's version: the newest that is specified. */
  private static final int CLIENT_VERSION = 6;

  public TsRequest {
    Objects.requireNonNull(challenge);
    Objects.requireNonNull(errorCode);
  }

  /** Appends a client's first request, with an NTLM NEGOTIATE_MESSAGE; always the same bytes. */
  public static void encodeNegotiate(ByteBuf out) {
    ByteBuf token = Unpooled.buffer(NtlmNegotiate.LENGTH);
    NtlmNegotiate.encode(token);
    ByteBuf fields = Unpooled.buffer();
    fields.writeBytes(BerWriter.element(BerReader.context(0), BerWriter.integer(CLIENT_VERSION)));
    fields.writeBytes(negoTokens(token));
    out.writeBytes(BerWriter.element(BerReader.SEQUENCE, fields));
  }

  /** Appends the request to a buffer, as a server would send it. */
  public void encode(ByteBuf out) {
    ByteBuf fields = Unpooled.buffer();
    fields.writeBytes(BerWriter.element(BerReader.context(0), BerWriter.integer(version)));
    challenge.ifPresent(
        message -> {
          ByteBuf token = Unpooled.buffer();
          message.encode(token);
          fields.writeBytes(negoTokens(token));
        });
    if (!errorCode.equals(NtStatus.SUCCESS)) {
      ByteBuf code = BerWriter.integer(errorCode.value());
      fields.writeBytes(BerWriter.element(BerReader.context(4), code));
    }
    out.writeBytes(BerWriter.element(BerReader.SEQUENCE, fields));
  }

  /** NegoData, [MS-CSSP] 2.2.1.1, with one token. */
  private static ByteBuf negoTokens(ByteBuf token) {
    ByteBuf octets = BerWriter.element(BerReader.OCTET_STRING, token);
    ByteBuf item = BerWriter.element(BerReader.context(0), octets);
    ByteBuf list = BerWriter.element(BerReader.SEQUENCE, item);
    return BerWriter.element(BerReader.context(1), BerWriter.element(BerReader.SEQUENCE, list));
  }
}
