package io.github.rdpsweep.cli;

import io.github.rdpsweep.probe.Stage;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From where on a host that works gives an alert.
 *
 * @param depth how far the check goes
 * @param warning for the response time in seconds
 * @param critical for the response time in seconds
 * @param warningDays certificate days left, fewer than which are a warning
 * @param criticalDays certificate days left, fewer than which are critical
 */
record CheckLimits(
    Stage depth,
    Optional<AlertRange> warning,
    Optional<AlertRange> critical,
    OptionalInt warningDays,
    OptionalInt criticalDays) {

  /** The state of a response time. */
  PluginState ofSeconds(double seconds) {
    if (critical.isPresent() && critical.get().isAlert(seconds)) {
      return PluginState.CRITICAL;
    }
    return warning.isPresent() && warning.get().isAlert(seconds)
        ? PluginState.WARNING
        : PluginState.OK;
  }

  /** The state of a certificate that is valid for so many more days. */
  PluginState ofDays(long days) {
    if (criticalDays.isPresent() && days < criticalDays.getAsInt()) {
      return PluginState.CRITICAL;
    }
    return warningDays.isPresent() && days < warningDays.getAsInt()
        ? PluginState.WARNING
        : PluginState.OK;
  }
}
