package io.github.rdpsweep.report;

import io.github.rdpsweep.trace.Comparison;
import io.github.rdpsweep.trace.Conclusion;
import io.github.rdpsweep.trace.TraceVerdict;
import io.github.rdpsweep.trace.TracedPath;
import java.util.Objects;
import java.util.Optional;

/**
 * The path to one host of a finding, and to the nearest one that works.
 *
 * @param path the path on which SYNs die
 * @param reference the path to the other, if there is one
 */
public record FindingTrace(TracedPath path, Optional<TracedPath> reference) {

  public FindingTrace {
    Objects.requireNonNull(path);
    Objects.requireNonNull(reference);
  }

  /** What is said of it. */
  public TraceVerdict verdict() {
    return reference.isPresent() ? TraceVerdict.of(path, reference.get()) : TraceVerdict.of(path);
  }

  /** How the path ends. */
  Conclusion conclusion() {
    return Conclusion.of(path);
  }

  /** How many hops away the other host answers; 0 if that is not known. */
  int referenceHops() {
    return reference.map(healthy -> Comparison.of(path, healthy).distance()).orElse(0);
  }
}
