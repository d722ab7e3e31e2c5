package io.github.rdpsweep.report;

import java.util.List;
import java.util.Objects;

/**
 * Where a sweep comes from.
 *
 * @param program the program and its version
 * @param command the words that it was called with
 * @param host the name of the machine that swept, which is the vantage point; empty if it has none
 * @param platform what the program ran on
 */
public record SweepOrigin(String program, List<String> command, String host, String platform) {

  /** Of a sweep that no command line asked for. */
  public static final SweepOrigin NONE = new SweepOrigin("", List.of(), "", "");

  public SweepOrigin {
    Objects.requireNonNull(program);
    command = List.copyOf(command);
    Objects.requireNonNull(host);
    Objects.requireNonNull(platform);
  }
}
