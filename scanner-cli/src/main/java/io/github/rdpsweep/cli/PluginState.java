package io.github.rdpsweep.cli;

import java.util.List;

/** States of a service by the Monitoring Plugins guidelines. */
enum PluginState {
  OK(0),
  WARNING(1),
  CRITICAL(2),
  UNKNOWN(3);

  /** Of several states the first of these counts. */
  private static final List<PluginState> WORST_FIRST = List.of(CRITICAL, WARNING, UNKNOWN, OK);

  private final int exitCode;

  PluginState(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /** The worse one of two. */
  PluginState or(PluginState other) {
    return WORST_FIRST.indexOf(this) <= WORST_FIRST.indexOf(other) ? this : other;
  }
}
