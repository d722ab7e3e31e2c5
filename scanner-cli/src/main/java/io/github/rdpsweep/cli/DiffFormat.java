package io.github.rdpsweep.cli;

/** How changes are written. */
enum DiffFormat {
  /** Text where it goes to standard output, CSV where it goes to a file. */
  AUTO,
  TEXT,
  CSV
}
