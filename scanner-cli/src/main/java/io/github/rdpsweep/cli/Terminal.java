package io.github.rdpsweep.cli;

import picocli.CommandLine.Help.Ansi;

/** Whether a person is likely to watch. */
final class Terminal {

  /*
   * Set by the launcher: the JDK cannot tell for one stream alone. Without the launcher, none is
   * taken for a terminal.
   */
  private static final String STDOUT_PROPERTY = "rdpsweep.stdout.terminal";
  private static final String STDERR_PROPERTY = "rdpsweep.stderr.terminal";

  private Terminal() {}

  static boolean isStandardOutput() {
    return Boolean.getBoolean(STDOUT_PROPERTY);
  }

  static boolean isStandardError() {
    return Boolean.getBoolean(STDERR_PROPERTY);
  }

  /** Whether standard error may be coloured. */
  static Ansi ansi() {
    return ansi(isStandardError(), System.getenv("NO_COLOR"));
  }

  /** As https://no-color.org has it: set, and not empty. */
  static Ansi ansi(boolean terminal, String noColor) {
    return terminal && (noColor == null || noColor.isEmpty()) ? Ansi.ON : Ansi.OFF;
  }
}
