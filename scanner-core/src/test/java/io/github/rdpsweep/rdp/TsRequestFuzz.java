package io.github.rdpsweep.rdp;

import io.github.rdpsweep.testing.Fuzz;

/** Any bytes where a TSRequest is due. */
public final class TsRequestFuzz {

  private TsRequestFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Fuzz.checkReader(input, TsRequestDecoder::decode, TsRequestDecoder.MAX_LENGTH);
  }
}
