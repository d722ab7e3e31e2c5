package io.github.rdpsweep.rdp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Reads a server's first TSRequest, [MS-CSSP] 2.2.1, out of the decrypted stream.
 *
 * <pre>
 *   SEQUENCE { [0] version, [1] negoTokens, [2] authInfo, [3] pubKeyAuth, [4] errorCode, ... }
 *   negoTokens: SEQUENCE OF SEQUENCE { [0] OCTET STRING }
 *   token: an NTLM message; or SPNEGO ([RFC 4178] 4.2) with one, as NegTokenResp's responseToken
 * </pre>
 */
public final class TsRequestDecoder {

  /** More than any server sends; whoever announces more is not believed. */
  public static final int MAX_LENGTH = 64 * 1024;

  private static final int VERSION = BerReader.context(0);
  private static final int NEGO_TOKENS = BerReader.context(1);
  private static final int ERROR_CODE = BerReader.context(4);

  private static final int NEGO_TOKEN = BerReader.context(0);

  private static final int GSS_API_TOKEN = 0x60; // [RFC 2743] 3.1
  private static final int NEG_TOKEN_INIT = BerReader.context(0);
  private static final int NEG_TOKEN_RESP = BerReader.context(1);

  /** mechToken of NegTokenInit and responseToken of NegTokenResp alike. */
  private static final int SPNEGO_TOKEN = BerReader.context(2);

  private TsRequestDecoder() {}

  /**
   * Consumes and reads the request that the buffer starts with.
   *
   * @return the request, or {@code null} while bytes are missing; then nothing is consumed
   * @throws ProtocolException if these bytes cannot become a request, however many more come
   */
  public static TsRequest decode(ByteBuf in) throws ProtocolException {
    int length = BerReader.elementLength(in, BerReader.SEQUENCE, MAX_LENGTH);
    if (length < 0 || in.readableBytes() < length) {
      return null;
    }
    BerReader fields = new BerReader(in.readSlice(length)).enter(BerReader.SEQUENCE);
    int version = fields.enter(VERSION).integer(BerReader.INTEGER);
    Optional<NtlmChallenge> challenge = Optional.empty();
    NtStatus errorCode = NtStatus.SUCCESS;
    while (fields.hasMore()) {
      int tag = fields.peekTag();
      if (tag == NEGO_TOKENS) {
        challenge = negoTokens(fields.enter(tag).enter(BerReader.SEQUENCE));
      } else if (tag == ERROR_CODE) {
        errorCode = new NtStatus(fields.enter(tag).integer(BerReader.INTEGER));
      } else {
        fields.skip();
      }
    }
    return new TsRequest(version, challenge, errorCode);
  }

  /** The first token counts; servers send one. */
  private static Optional<NtlmChallenge> negoTokens(BerReader list) throws ProtocolException {
    if (!list.hasMore()) {
      return Optional.empty();
    }
    return token(list.enter(BerReader.SEQUENCE).enter(NEGO_TOKEN).content(BerReader.OCTET_STRING));
  }

  private static Optional<NtlmChallenge> token(ByteBuf token) throws ProtocolException {
    if (startsLikeNtlm(token)) {
      return Optional.of(NtlmChallengeCodec.decode(token));
    }
    BerReader spnego = new BerReader(token);
    if (spnego.hasMore() && spnego.peekTag() == GSS_API_TOKEN) {
      spnego = spnego.enter(GSS_API_TOKEN);
      spnego.enter(BerReader.OBJECT_IDENTIFIER);
    }
    if (!spnego.hasMore()
        || (spnego.peekTag() != NEG_TOKEN_RESP && spnego.peekTag() != NEG_TOKEN_INIT)) {
      throw ProtocolException.malformed("negoToken is neither NTLM nor SPNEGO");
    }
    return spnegoToken(spnego.enter(spnego.peekTag()).enter(BerReader.SEQUENCE));
  }

  /** Without a token in it, the server declines, or chose a mechanism that was not offered. */
  private static Optional<NtlmChallenge> spnegoToken(BerReader fields) throws ProtocolException {
    while (fields.hasMore()) {
      int tag = fields.peekTag();
      if (tag == SPNEGO_TOKEN) {
        ByteBuf token = fields.enter(tag).content(BerReader.OCTET_STRING);
        return Optional.of(NtlmChallengeCodec.decode(token));
      }
      fields.skip();
    }
    return Optional.empty();
  }

  private static boolean startsLikeNtlm(ByteBuf token) {
    int length = NtlmNegotiate.SIGNATURE.length();
    return token.readableBytes() >= length
        && token.toString(token.readerIndex(), length, US_ASCII).equals(NtlmNegotiate.SIGNATURE);
  }
}
