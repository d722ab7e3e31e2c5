package io.github.rdpsweep.cli;

import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.TargetParser;
import io.github.rdpsweep.target.TargetPlan;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSpec;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One address and port that a user wrote as {@code HOST[:PORT]}.
 *
 * @param socketAddress resolved
 * @param others how many further addresses the name has
 * @param mayBeStranger whether any of them is public
 */
record Endpoint(InetSocketAddress socketAddress, long others, boolean mayBeStranger) {

  private static final Ports RDP = Ports.of(3389);

  /**
   * Reads and resolves it.
   *
   * @param argument where it was written, for errors
   * @throws IllegalArgumentException for whatever is wrong with it
   */
  static Endpoint resolve(String argument, String text, NameResolver resolver)
      throws InterruptedException {
    List<TargetSpec> items = TargetParser.ofTargets(RDP).parse(argument, text);
    if (items.size() > 1 || !isSingle(items.get(0))) {
      throw refused(argument, text, "not one address and port");
    }
    ResolvedTargets found = new TargetPlan(RDP).include(argument, text).resolve(resolver);
    if (!found.unresolved().isEmpty()) {
      throw refused(argument, text, "name not found");
    }
    TargetSet set = found.set();
    return new Endpoint(
        set.host(0).target(0).endpoint(), set.hosts() - 1, set.firstPublic().isPresent());
  }

  private static boolean isSingle(TargetSpec item) {
    boolean manyAddresses =
        item instanceof TargetSpec.Addresses addresses && !addresses.range().isSingle();
    return item.ports().count() == 1 && !manyAddresses;
  }

  private static IllegalArgumentException refused(String argument, String text, String reason) {
    return new IllegalArgumentException(argument + ": \"" + text + "\": " + reason);
  }
}
