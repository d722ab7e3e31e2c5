package io.github.rdpsweep.cli;

/**
 * A command that a monitoring system runs: whatever goes wrong is one line on standard output, and
 * {@link PluginState#UNKNOWN}.
 */
interface MonitoringPlugin {

  /** The line for a check that could not be made. */
  String unknown(String reason);
}
