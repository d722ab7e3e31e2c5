package io.github.rdpsweep.cli;

/** What scripts read from the program's end; the root command's help documents each. */
final class ExitCode {

  /** All that was asked for is done. */
  static final int DONE = 0;

  /** Done, and what {@code --fail-on} names was found. */
  static final int FOUND = 1;

  /** Bad usage or bad input; nothing was done. */
  static final int USAGE = 2;

  /** Not all that was asked for was done, or could be written. */
  static final int INCOMPLETE = 3;

  /** Ctrl-C; what was known is written. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
