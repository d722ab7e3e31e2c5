package io.github.rdpsweep.rdp;

import io.github.rdpsweep.testing.Fuzz;

/** Any bytes where an MCS Connect Response is due. */
public final class McsAnswerFuzz {

  private McsAnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Fuzz.checkReader(input, McsAnswerDecoder::decode, McsAnswerDecoder.MAX_LENGTH);
  }
}
