package io.github.rdpsweep.rdp;

import io.github.rdpsweep.testing.Fuzz;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Any bytes as an NTLM challenge; what could be read is the same after it was written. */
public final class NtlmChallengeFuzz {

  private NtlmChallengeFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    NtlmChallenge challenge;
    try {
      challenge = NtlmChallengeCodec.decode(Unpooled.wrappedBuffer(input));
    } catch (ProtocolException e) {
      Fuzz.checkMessage(e);
      return;
    }
    ByteBuf out = Unpooled.buffer();
    challenge.encode(out);
    try {
      NtlmChallenge again = NtlmChallengeCodec.decode(out);
      Fuzz.require(again.equals(challenge), challenge + " became " + again);
    } catch (ProtocolException e) {
      throw new AssertionError("what was written cannot be read", e);
    }
  }
}
