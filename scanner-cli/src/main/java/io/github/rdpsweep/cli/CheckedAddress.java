package io.github.rdpsweep.cli;

import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.report.SafeCell;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a check found at one address of a host.
 *
 * @param result how its probe ended
 * @param state what that means
 * @param text the same in words, without anything that ends the line's text
 * @param seconds the response time, where RDP answered
 * @param days until the certificate's end, where there is one
 */
record CheckedAddress(
    ProbeResult result, PluginState state, String text, OptionalDouble seconds, OptionalLong days) {

  private static final double NANOS_A_SECOND = 1e9;

  static CheckedAddress of(
      ProbeResult result, Diagnosis diagnosis, CheckLimits limits, Instant now) {
    OptionalDouble seconds = seconds(result);
    OptionalLong days =
        result.server().tls().certificate().notAfter().stream()
            .mapToLong(end -> Duration.between(now, end).toDays())
            .findFirst();
    PluginState state = state(result.outcome(), diagnosis.verdict());
    StringBuilder text = new StringBuilder(result.outcome().label());
    if (result.outcome() == Outcome.CANCELLED) {
      text.replace(0, text.length(), "no end within the time of the check");
    }
    if (!diagnosis.cause().label().isEmpty()) {
      text.append(" (").append(diagnosis.cause().label()).append(')');
    }
    if (!result.detail().isEmpty()) {
      text.append(", ").append(result.detail());
    }
    if (state != PluginState.OK && !diagnosis.advice().isEmpty()) {
      text.append(": ").append(diagnosis.advice());
    }
    if (seconds.isPresent()) {
      state = state.or(limits.ofSeconds(seconds.getAsDouble()));
      text.append(String.format(Locale.ROOT, ", %.3f s", seconds.getAsDouble()));
    }
    if (days.isPresent()) {
      state = state.or(limits.ofDays(days.getAsLong()));
      text.append(", certificate ends in ").append(days.getAsLong()).append(" days");
    }
    return new CheckedAddress(result, state, clean(text.toString()), seconds, days);
  }

  /** From the first SYN to the Connection Confirm; at depth connect to the connection. */
  private static OptionalDouble seconds(ProbeResult result) {
    Timings timings = result.timings();
    if (timings.negotiateNanos() >= 0) {
      return OptionalDouble.of(
          (timings.connectNanos() + timings.negotiateNanos()) / NANOS_A_SECOND);
    }
    return result.outcome() == Outcome.READY
        ? OptionalDouble.of(timings.connectNanos() / NANOS_A_SECOND)
        : OptionalDouble.empty();
  }

  private static PluginState state(Outcome outcome, Verdict verdict) {
    if (outcome == Outcome.CANCELLED) {
      return PluginState.CRITICAL; // it had all the time that the check has
    }
    if (isUntried(outcome)) {
      return PluginState.UNKNOWN; // also of hosts that must exist: nothing was sent to them
    }
    return switch (verdict) {
      case OK -> PluginState.OK;
      case DEGRADED -> PluginState.WARNING;
      case FAILING, ABSENT -> PluginState.CRITICAL;
      case UNKNOWN -> PluginState.UNKNOWN;
    };
  }

  /** What follows a bar is read as performance data. */
  static String clean(String text) {
    return SafeCell.of(text).replace('|', '/');
  }

  /** Whether this machine could not even try, so that nothing is said of the host. */
  boolean isUntried() {
    return isUntried(result.outcome());
  }

  private static boolean isUntried(Outcome outcome) {
    return switch (outcome) {
      case NO_ROUTE, NOT_SENT, UNRESOLVED -> true;
      default -> false;
    };
  }
}
