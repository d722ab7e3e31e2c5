package io.github.rdpsweep.engine;

import io.github.rdpsweep.target.Host;
import io.github.rdpsweep.target.Target;
import java.util.ArrayList;
import java.util.List;

/** The order in which a sweep visits its targets, known without sending anything. */
public final class SweepOrder {

  private final SweepConfig config;

  public SweepOrder(SweepConfig config) {
    this.config = config;
  }

  /** Addresses in this shard. */
  public long hosts() {
    return config.shard().size(config.targets().hosts());
  }

  /** Rows that the sweep will have, those for names that were not found among them. */
  public long targets() {
    return probed() + unresolved().size();
  }

  /** Those of them that it does not have yet. */
  public long left() {
    return targets() - config.swept().count();
  }

  /** Names that were not found; they have their rows in the first shard. */
  public List<Target> unresolved() {
    return config.shard().index() == 1 ? config.unresolved() : List.of();
  }

  /** Those of them that have no row yet. */
  List<Target> unresolvedLeft() {
    return unresolved().stream().filter(target -> !config.swept().isDone(target)).toList();
  }

  /** The first targets in order, of those that are left. */
  public List<Target> first(int count) {
    List<Target> first = new ArrayList<>();
    TargetCursor cursor = cursor(config.swept());
    while (cursor.hasNext() && first.size() < count) {
      Host host = config.targets().host(cursor.nextHostIndex());
      for (int port = 0; port < host.ports().count() && first.size() < count; port++) {
        first.add(host.target(port));
      }
    }
    return first;
  }

  private TargetCursor cursor(SweptTargets swept) {
    return new TargetCursor(config.targets().hosts(), config.seed(), config.shard(), swept, 0, 1);
  }

  private long probed() {
    boolean onePortEach = config.targets().size() == config.targets().hosts();
    if (onePortEach || config.shard().count() == 1) {
      return onePortEach ? hosts() : config.targets().size();
    }
    // Hosts may differ in their number of ports, so it matters which ones are in the shard.
    long count = 0;
    for (TargetCursor cursor = cursor(SweptTargets.NONE); cursor.hasNext(); ) {
      count += config.targets().host(cursor.nextHostIndex()).ports().count();
    }
    return count;
  }
}
