package io.github.rdpsweep.rdp;

import io.github.rdpsweep.testing.Fuzz;

/** Any bytes where a Connection Confirm is due. */
public final class ServerReplyFuzz {

  private ServerReplyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Fuzz.checkReader(input, ServerReplyDecoder::decode, ServerReplyDecoder.MAX_LENGTH);
  }
}
