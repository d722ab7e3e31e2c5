package io.github.rdpsweep.cli;

/** Whether a person is likely to watch standard error. */
final class Terminal {

  /** Set by the launcher: the JDK cannot tell for standard error alone. */
  private static final String PROPERTY = "rdpsweep.stderr.terminal";

  private Terminal() {}

  static boolean isStandardError() {
    return Boolean.getBoolean(PROPERTY);
  }
}
