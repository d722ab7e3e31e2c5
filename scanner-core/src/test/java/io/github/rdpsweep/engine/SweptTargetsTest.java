package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.ScriptedNetwork.Reaction;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetPlan;
import io.github.rdpsweep.target.TargetSet;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweptTargetsTest {

  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());

  @AfterEach
  void closeLoop() {
    Future<?> end = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    while (!end.isDone()) {
      loop.runNow();
    }
  }

  private static final Target NOT_FOUND =
      new Target(InetSocketAddress.createUnresolved("pc.invalid", 3389), "pc.invalid");

  @Test
  void takesEachTargetOnceAndNoStranger() throws Exception {
    SweptTargets.Builder builder = new SweptTargets.Builder(targets("10.0.0.0/24", "10.0.1.7:1-3"));

    assertTrue(builder.add(IpAddress.parse("10.0.0.5"), 3389));
    assertFalse(builder.add(IpAddress.parse("10.0.0.5"), 3389));
    assertFalse(builder.add(IpAddress.parse("10.0.0.5"), 3390));
    assertFalse(builder.add(IpAddress.parse("10.0.2.5"), 3389));
    assertTrue(builder.add(IpAddress.parse("10.0.1.7"), 2));
    assertFalse(builder.add(IpAddress.parse("10.0.1.7"), 2));
    assertTrue(builder.addUnresolved("pc.invalid", 3389));
    assertFalse(builder.addUnresolved("pc.invalid", 3389));

    assertEquals(3, builder.build().count());
  }

  @Test
  void aLaneProbesExactlyWhatIsLeft() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TargetSet targets = targets("10.0.0.0/26", "10.0.1.0-40:3389-3392", "10.0.2.1:1-64");
    List<Target> all =
        new ArrayList<>(new SweepOrder(config(targets, SweptTargets.NONE)).first(1 << 20));
    Collections.shuffle(all, random);
    int done = random.nextInt(all.size() + 1);
    SweptTargets.Builder builder = new SweptTargets.Builder(targets);
    for (Target target : all.subList(0, done)) {
      InetSocketAddress endpoint = target.endpoint();
      assertTrue(builder.add(IpAddress.of(endpoint.getAddress()), endpoint.getPort()));
    }
    SweepConfig config = config(targets, builder.build());

    LaneDriver driver =
        new LaneDriver(config, loop, at -> ScriptedNetwork.Script.always(Reaction.REFUSE)).run();

    Set<Target> probed = new HashSet<>(driver.sink.byTarget().keySet());
    probed.remove(NOT_FOUND);
    assertEquals(new HashSet<>(all.subList(done, all.size())), probed, "seed " + seed);
    assertEquals(all.size() - done + 1, new SweepOrder(config).left(), "seed " + seed);
  }

  @Test
  void leavesOutNamesThatHaveTheirRow() throws Exception {
    TargetSet targets = targets("10.0.0.1");
    SweptTargets.Builder builder = new SweptTargets.Builder(targets);
    builder.addUnresolved("pc.invalid", 3389);
    SweepOrder order = new SweepOrder(config(targets, builder.build()));

    assertEquals(List.of(), order.unresolvedLeft());
    assertEquals(1, order.left());
    assertEquals(2, order.targets());
  }

  @Test
  void holdsNearlyAllOfAnEightInAFewMegabytes() throws Exception {
    TargetSet targets = targets("10.0.0.0/8");
    SweptTargets.Builder builder = new SweptTargets.Builder(targets);
    for (int i = 0; i < 1 << 24; i++) {
      if (i != 77) {
        builder.add(IpAddress.of(targets.host(i).address()), 3389);
      }
    }

    SweepOrder order = new SweepOrder(config(targets, builder.build()));

    assertEquals(1 + 1, order.left(), "and the name that was not found");
    assertEquals("/10.0.0.77:3389", order.first(5).get(0).endpoint().toString());
  }

  private static TargetSet targets(String... items) throws InterruptedException {
    TargetPlan plan = new TargetPlan(Ports.of(3389));
    for (String item : items) {
      plan.include("TARGET", item);
    }
    return plan.resolve(NameResolver.system()).set();
  }

  private static SweepConfig config(TargetSet targets, SweptTargets swept) {
    return new SweepConfig(
            targets,
            List.of(NOT_FOUND),
            7,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 16),
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
            TransportKind.AUTO,
            LeaveMode.RST,
            2)
        .without(swept);
  }
}
