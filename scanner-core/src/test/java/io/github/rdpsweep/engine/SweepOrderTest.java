package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepOrderTest {

  private static final Target UNRESOLVED =
      new Target(InetSocketAddress.createUnresolved("pc.invalid", 3389), "pc.invalid");

  @Test
  void shardsShareOutAllTargetsAndTheNamesThatWereNotFound() {
    TargetSet targets = mixedPorts();
    Set<Target> seen = new HashSet<>();
    long announced = 0;
    for (int i = 1; i <= 3; i++) {
      SweepOrder order = new SweepOrder(config(targets, 5, new Shard(i, 3)));
      List<Target> all = order.first(Integer.MAX_VALUE);
      all.forEach(target -> assertTrue(seen.add(target), "twice: " + target));
      seen.addAll(order.unresolved());
      assertEquals(all.size() + order.unresolved().size(), order.targets());
      announced += order.targets();
    }

    assertEquals(targets.size() + 1, announced);
    assertEquals(targets.size() + 1, seen.size());
  }

  @Test
  void countsHostsAndTargetsOfTheWhole() {
    SweepOrder order = new SweepOrder(config(mixedPorts(), 5, Shard.WHOLE));

    assertEquals(300, order.hosts());
    assertEquals(200 + 3 * 100 + 1, order.targets());
    assertEquals(List.of(UNRESOLVED), order.unresolved());
  }

  @Test
  void isTheSameForTheSameSeedOnly() {
    List<Target> order = new SweepOrder(config(mixedPorts(), 5, Shard.WHOLE)).first(50);

    assertEquals(order, new SweepOrder(config(mixedPorts(), 5, Shard.WHOLE)).first(50));
    assertNotEquals(order, new SweepOrder(config(mixedPorts(), 6, Shard.WHOLE)).first(50));
  }

  @Test
  void endsWithTheLastTarget() {
    SweepOrder order = new SweepOrder(config(LaneDriver.hosts(3), 5, Shard.WHOLE));

    assertEquals(3, order.first(10).size());
    assertEquals(2, order.first(2).size());
    assertEquals(List.of(), new SweepOrder(config(empty(), 5, Shard.WHOLE)).first(10));
  }

  /** 200 hosts with one port, and 100 with three. */
  private static TargetSet mixedPorts() {
    List<AddressRange> ranges = new ArrayList<>();
    for (String[] ends : new String[][] {{"10.0.0.0", "10.0.0.199"}, {"10.9.0.0", "10.9.0.99"}}) {
      ranges.add(new AddressRange(address(ends[0]), address(ends[1])));
    }
    return new TargetSetBuilder()
        .add(ranges.get(0), Ports.of(3389), "one")
        .add(ranges.get(1), Ports.of(22, 135, 3389), "three")
        .build();
  }

  private static TargetSet empty() {
    return new TargetSetBuilder().build();
  }

  private static IpAddress address(String literal) {
    try {
      return IpAddress.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private static SweepConfig config(TargetSet targets, long seed, Shard shard) {
    return new SweepConfig(
        targets,
        List.of(UNRESOLVED),
        seed,
        shard,
        ProbeSettings.NEGOTIATE,
        new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 1),
        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 0),
        TransportKind.NIO,
        LeaveMode.RST,
        1);
  }
}
