package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepForecast;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a sweep would do, told without sending anything. */
final class DryRun {

  private static final int FIRST_TARGETS = 10;

  private DryRun() {}

  /**
   * Tells.
   *
   * @param repeats by which targets would be probed
   * @param refusal why the sweep would be refused as it is
   */
  static void print(
      PrintStream out, SweepConfig config, Repeats repeats, Optional<String> refusal) {
    SweepOrder order = new SweepOrder(config);
    out.println(
        String.format(
            Locale.ROOT,
            "%,d targets on %,d addresses, seed %d, shard %s",
            order.targets(),
            order.hosts(),
            config.seed(),
            config.shard()));
    for (Target name : order.unresolved()) {
      out.println("name not found: " + name.spec());
    }
    time(out, config);
    if (repeats.probes() > 1) {
      out.println(
          String.format(
              Locale.ROOT,
              "each target that answers is probed %d times, and all takes up to so many times as long",
              repeats.probes()));
    }
    source(out, order);
    refusal.ifPresent(reason -> out.println("would be refused: " + reason));
    List<Target> first = order.first(FIRST_TARGETS);
    out.println("order:");
    for (Target target : first) {
      out.println("  " + text(target));
    }
    long probed = order.targets() - order.unresolved().size();
    if (probed > first.size()) {
      out.println(String.format(Locale.ROOT, "  and %,d more", probed - first.size()));
    }
  }

  private static void time(PrintStream out, SweepConfig config) {
    SweepForecast forecast = SweepForecast.of(config);
    String limit = PaceText.of(config.pace());
    String least =
        limit.isEmpty()
            ? "as long as this machine needs"
            : "about " + duration(forecast.leastSeconds());
    out.println(
        "time: "
            + least
            + " if all answer, "
            + duration(forecast.mostSeconds())
            + " if none does"
            + (limit.isEmpty() ? "" : "; " + limit));
  }

  /** What the people who watch the network will see, and should know beforehand. */
  private static void source(PrintStream out, SweepOrder order) {
    for (Target target : order.first(1)) {
      SourceAddress.towards(target.endpoint())
          .ifPresent(source -> out.println("from: " + IpAddress.of(source)));
    }
  }

  private static String duration(double seconds) {
    return Progress.clock(Math.ceil(seconds));
  }

  private static String text(Target target) {
    String address = IpAddress.of(target.endpoint().getAddress()).toString();
    return (address.contains(":") ? "[" + address + "]" : address)
        + ":"
        + target.endpoint().getPort();
  }
}
