package io.github.rdpsweep.cli;

import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.SweepOrder;
import io.github.rdpsweep.target.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a sweep would do, told without sending anything. */
final class DryRun {

  private static final int FIRST_TARGETS = 10;

  private DryRun() {}

  static void print(PrintStream out, SweepConfig config) {
    SweepOrder order = new SweepOrder(config);
    out.println(
        String.format(
            Locale.ROOT,
            "%,d targets on %,d addresses, seed %d, shard %s",
            order.targets(),
            order.hosts(),
            config.seed(),
            config.shard()));
    for (Target name : config.unresolved()) {
      out.println("name not found: " + name.spec());
    }
    time(out, config, order.targets());
    List<Target> first = order.first(FIRST_TARGETS);
    out.println("order:");
    for (Target target : first) {
      out.println("  " + text(target));
    }
    if (order.targets() > first.size()) {
      out.println(String.format(Locale.ROOT, "  and %,d more", order.targets() - first.size()));
    }
  }

  private static void time(PrintStream out, SweepConfig config, long targets) {
    Pace pace = config.pace();
    double waiting = config.patience().connect().toMillis() / 1e3;
    if (pace.rate() == Pace.UNLIMITED) {
      out.println("time: as fast as this machine can");
      return;
    }
    double least = (double) targets / pace.rate();
    double most = least * (1 + config.patience().retries()) + waiting;
    out.println(
        String.format(
            Locale.ROOT,
            "time: about %s at %,d connects a second if all answer, %s if none does%s",
            Progress.clock(least),
            pace.rate(),
            Progress.clock(most),
            pace.segmentRate() < pace.rate()
                ? String.format(
                    Locale.ROOT, "; more where few segments share %,d each", pace.segmentRate())
                : ""));
  }

  private static String text(Target target) {
    String address = target.endpoint().getAddress().getHostAddress();
    return (address.contains(":") ? "[" + address + "]" : address)
        + ":"
        + target.endpoint().getPort();
  }
}
