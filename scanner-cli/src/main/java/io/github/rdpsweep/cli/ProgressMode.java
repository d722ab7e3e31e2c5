package io.github.rdpsweep.cli;

/** When progress is shown. */
enum ProgressMode {
  /** {@link #ALWAYS} on a terminal, a plain line now and then elsewhere. */
  AUTO,
  /** A renewed line, whatever standard error is. */
  ALWAYS,
  NEVER;

  /**
   * What it comes down to.
   *
   * @param rowsOnTerminal whether the results themselves are on the terminal; they show progress
   *     enough, and a renewed line would be torn apart by them
   */
  ProgressMode decided(boolean rowsOnTerminal) {
    if (this != AUTO || !Terminal.isStandardError()) {
      return this;
    }
    return rowsOnTerminal ? NEVER : ALWAYS;
  }

  /** Seconds from line to line; 0 for no lines. */
  long periodSeconds() {
    return switch (this) {
      case AUTO -> 10;
      case ALWAYS -> 1;
      case NEVER -> 0;
    };
  }
}
