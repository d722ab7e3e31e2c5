package io.github.rdpsweep.cli;

/** When progress is shown. */
enum ProgressMode {
  /** A renewed line on a terminal, a plain line now and then elsewhere. */
  AUTO,
  /** A renewed line, whatever standard error is. */
  ALWAYS,
  NEVER
}
