package io.github.rdpsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a check found of a host at all of its addresses.
 *
 * @param name what the user wrote
 * @param state of the host
 * @param text the same in words
 * @param slowest the longest of its response times
 * @param days until the first of its certificates ends
 */
record CheckedHost(
    String name, PluginState state, String text, OptionalDouble slowest, OptionalLong days) {

  /**
   * Sums addresses up. Clients try them in turn, so a host of which some work is reached, late or
   * not at all; and an address that this machine cannot try (IPv6 without a route) tells nothing
   * beside one that it can.
   */
  static CheckedHost of(String name, List<CheckedAddress> addresses) {
    List<CheckedAddress> tried =
        addresses.stream().filter(address -> !address.isUntried()).toList();
    List<CheckedAddress> relevant = tried.isEmpty() ? addresses : tried;
    CheckedAddress worst = relevant.get(0);
    int critical = 0;
    for (CheckedAddress address : relevant) {
      critical += address.state() == PluginState.CRITICAL ? 1 : 0;
      boolean worse =
          address.state() != worst.state() && address.state().or(worst.state()) == address.state();
      worst = worse ? address : worst;
    }
    PluginState state = worst.state();
    String text = worst.text();
    if (relevant.size() > 1) {
      boolean someWork = critical > 0 && critical < relevant.size();
      state = someWork ? PluginState.WARNING : state;
      text =
          (critical > 0 ? critical + " of " + relevant.size() + " addresses fail: " : "")
              + worst.result().target().endpoint().getAddress().getHostAddress()
              + " "
              + text;
    }
    OptionalDouble slowest =
        relevant.stream().flatMapToDouble(each -> each.seconds().stream()).max();
    OptionalLong days = relevant.stream().flatMapToLong(each -> each.days().stream()).min();
    return new CheckedHost(name, state, text, slowest, days);
  }

  /**
   * Performance data.
   *
   * @param prefix before the labels, to tell hosts apart
   */
  List<String> performance(String prefix, CheckLimits limits) {
    List<String> data = new ArrayList<>();
    data.add(
        datum(
            prefix + "time",
            slowest.isPresent() ? String.format(Locale.ROOT, "%.6fs", slowest.getAsDouble()) : "U",
            text(limits.warning()),
            text(limits.critical())));
    if (days.isPresent()) {
      data.add(
          datum(
              prefix + "cert_days",
              Long.toString(days.getAsLong()),
              text(limits.warningDays()),
              text(limits.criticalDays())));
    }
    return data;
  }

  private static String datum(String label, String value, String warning, String critical) {
    String minimum = label.endsWith("time") ? "0" : "";
    return "'%s'=%s;%s;%s;%s;"
        .formatted(label.replace("'", "''"), value, warning, critical, minimum);
  }

  private static String text(Optional<AlertRange> range) {
    return range.map(AlertRange::text).orElse("");
  }

  private static String text(OptionalInt days) {
    return days.isPresent() ? days.getAsInt() + ":" : "";
  }
}
