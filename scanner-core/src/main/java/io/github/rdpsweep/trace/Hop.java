package io.github.rdpsweep.trace;

import java.util.Objects;

/**
 * What is known of one hop.
 *
 * @param distance how many hops away, counted from 1
 * @param tries how many connects went there
 * @param reply the first that came back, or silence
 */
public record Hop(int distance, int tries, Reply reply) {

  public Hop {
    Objects.requireNonNull(reply);
  }

  ReplyKind kind() {
    return reply.kind();
  }
}
