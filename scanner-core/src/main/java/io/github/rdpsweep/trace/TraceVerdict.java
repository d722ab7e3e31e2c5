package io.github.rdpsweep.trace;

import java.util.Objects;
import java.util.Optional;

/**
 * What a trace says to people.
 *
 * @param evidence where SYNs end, and what that is consistent with
 * @param nextStep what to look at next
 */
public record TraceVerdict(String evidence, String nextStep) {

  public TraceVerdict {
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(nextStep);
  }

  /** Of a path by itself. */
  public static TraceVerdict of(TracedPath path) {
    return new TraceWords(path, Optional.empty()).verdict();
  }

  /** Of a path beside one that works. */
  public static TraceVerdict of(TracedPath path, TracedPath reference) {
    return new TraceWords(path, Optional.of(reference)).verdict();
  }
}
