package io.github.rdpsweep.engine;

import static io.github.rdpsweep.engine.LaneDriver.config;
import static io.github.rdpsweep.engine.LaneDriver.hosts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.ScriptedNetwork.Reaction;
import io.github.rdpsweep.engine.ScriptedNetwork.Script;
import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.Ports;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lanes with a control, while the scanner's own side of the network fails. */
class OwnSideTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());

  /** When nothing gets through, in nanoseconds since the clock's start. */
  private final List<long[]> outages = new ArrayList<>();

  /** What a connect meets meanwhile. */
  private Reaction whileDown = Reaction.SWALLOW;

  private LaneDriver driver;
  private long nextQuestion;

  @AfterEach
  void closeLoop() {
    Future<?> end = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    while (!end.isDone()) {
      loop.runNow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOW", "NO_ROUTE", "HANG"})
  void probesAgainWhatItMetWhileItsOwnSideWasDown(Reaction reaction) {
    whileDown = reaction;
    outages.add(new long[] {2_500 * MILLI, 9_000 * MILLI});
    Pace pace = new Pace(500, Pace.UNLIMITED, 2_000);
    start(config(hosts(3_000), pace, 0, 1).with(control(Optional.empty())), at -> Reaction.ANSWER);

    runWithControl();

    assertEquals(Map.of(Outcome.READY, 3_000), driver.sink.counts());
    assertEquals(3_000, driver.sink.byTarget().size());
    assertTrue(driver.stats().outages().doubted() > 50, "" + driver.stats().outages().doubted());
  }

  @Test
  void startsNothingWhileTheControlFails() {
    outages.add(new long[] {2 * SECOND, 60 * SECOND});
    start(sweep(5_000, 500, 3389), at -> Reaction.ANSWER);

    runWithControl();

    long during =
        driver.network.starts().stream()
            .filter(start -> start.nanos() > 5 * SECOND && start.nanos() < 59 * SECOND)
            .count();
    assertEquals(0, during);
    assertEquals(Map.of(Outcome.READY, 5_000), driver.sink.counts());
  }

  @Test
  void believesSilenceThatTheControlVouchesFor() {
    start(sweep(100, 1_000, 3389), at -> Reaction.SWALLOW);

    runWithControl();

    assertEquals(Map.of(Outcome.SILENT, 100), driver.sink.counts());
    assertEquals(200, driver.network.starts().size());
    assertEquals(0, driver.stats().outages().doubted());
  }

  @Test
  void holdsSilenceBackUntilTheControlTells() {
    start(sweep(10, 1_000, 3389), at -> Reaction.NO_ROUTE);

    driver.runUntil(30 * SECOND);

    assertEquals(Map.of(), driver.sink.counts());
    driver.watch.orElseThrow().answered(driver.clock.nanoTime(), driver.clock.nanoTime());
    driver.run();
    assertEquals(Map.of(Outcome.NO_ROUTE, 10), driver.sink.counts());
  }

  @Test
  void doesNotTakeAnAnswerToAnEarlierQuestionForProof() {
    start(sweep(10, 1_000, 3389), at -> Reaction.NO_ROUTE);
    driver.runUntil(1 * SECOND);

    driver
        .watch
        .orElseThrow()
        .answered(driver.clock.nanoTime() - 2 * SECOND, driver.clock.nanoTime());
    driver.runUntil(2 * SECOND);

    assertEquals(Map.of(), driver.sink.counts());
  }

  @Test
  void callsUnknownWhatCouldNotBeKnownWhenItGivesUp() {
    outages.add(new long[] {2 * SECOND, Long.MAX_VALUE});
    start(sweep(3_000, 500, 3389), at -> Reaction.ANSWER);
    stepUntil(20 * SECOND);
    assertTrue(driver.watch.orElseThrow().isPaused());
    assertFalse(driver.watch.orElseThrow().isHopeless(driver.clock.nanoTime()));
    stepUntil(40 * SECOND);
    assertTrue(driver.watch.orElseThrow().isHopeless(driver.clock.nanoTime()));

    driver.lanes.forEach(lane -> lane.giveUp("control x: silent"));
    driver.run();

    Map<Outcome, Integer> counts = driver.sink.counts();
    assertEquals(Map.of(), without(counts, Outcome.READY, Outcome.NOT_SENT));
    assertTrue(counts.get(Outcome.READY) > 900, counts::toString);
    assertTrue(counts.get(Outcome.NOT_SENT) > 0, counts::toString);
    for (ProbeResult row : driver.sink.byTarget().values()) {
      if (row.outcome() == Outcome.NOT_SENT) {
        assertEquals("scanner side down: control x: silent", row.detail());
      }
    }
    assertEquals(0, driver.network.unclosed());
  }

  @Test
  void doesNotReportDoubtfulRowsAsFailuresWhenCancelledInAnOutage() {
    outages.add(new long[] {0, Long.MAX_VALUE});
    start(sweep(500, 500, 3389), at -> Reaction.ANSWER);
    stepUntil(10 * SECOND);

    driver.lanes.forEach(Lane::cancel);
    driver.run();

    Map<Outcome, Integer> counts = driver.sink.counts();
    assertEquals(Map.of(), without(counts, Outcome.NOT_SENT, Outcome.CANCELLED));
  }

  @Test
  void leavesTheControlInPeaceWhileItIsATarget() throws Exception {
    InetAddress address = InetAddress.getByName("10.0.0.3");
    SweepConfig config = sweep(8, 1_000, 3389).with(control(Optional.of(address)));
    start(config, at -> Reaction.ANSWER);
    ControlWatch watch = driver.watch.orElseThrow();
    assertTrue(watch.enterHost());

    stepUntil(5 * SECOND);
    assertEquals(7, driver.network.starts().size());

    watch.leaveHost();
    runWithControl();
    assertEquals(Map.of(Outcome.READY, 8), driver.sink.counts());
    assertTrue(watch.enterHost(), "the lane left it");
  }

  @Test
  void keepsEveryPromiseWhateverFailsWhen() {
    long seed = new Random().nextLong();
    Random seeds = new Random(seed);
    for (int round = 0; round < 60; round++) {
      long roundSeed = seeds.nextLong();
      try {
        sweepRandomly(new Random(roundSeed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed of the round: " + roundSeed, e);
      }
    }
  }

  private void sweepRandomly(Random random) {
    outages.clear();
    long at = 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      at += random.nextInt(8_000) * MILLI;
      long end = at + (3_000 + random.nextInt(9_000)) * MILLI;
      outages.add(new long[] {at, end});
      at = end + 4 * SECOND;
    }
    whileDown = random.nextBoolean() ? Reaction.SWALLOW : Reaction.NO_ROUTE;
    int[] ports = random.nextBoolean() ? new int[] {3389} : new int[] {3389, 3390, 3391};
    Reaction[] truths = {Reaction.ANSWER, Reaction.SWALLOW, Reaction.REFUSE, Reaction.NO_ROUTE};
    Map<InetSocketAddress, Reaction> truth = new HashMap<>();
    SweepConfig config =
        sweep(1 + random.nextInt(800), 50 + random.nextInt(1_000), ports)
            .with(new AlivePorts(Ports.of(135)));
    if (random.nextBoolean()) {
      config =
          config.with(
              new SpacedRepeats(
                  2, Duration.ofMillis(random.nextInt(1_500)), ProbeSettings.NEGOTIATE));
    }
    start(
        config, host -> truth.computeIfAbsent(host, any -> truths[random.nextInt(truths.length)]));

    runWithControl();

    assertEquals(config.targets().size(), driver.sink.byTarget().size());
    for (ProbeResult row : driver.sink.results()) {
      Reaction does = truth.get(row.target().endpoint());
      assertEquals(does.outcome(), row.outcome());
      if (row.detail().contains("+")) {
        String label = "+" + does.outcome().label();
        String followUps = row.detail().substring(row.detail().indexOf('+'));
        assertEquals(label + label, followUps, "follow-ups of an outage were believed");
      }
    }
    assertEquals(0, driver.network.inContact());
    assertEquals(0, driver.network.unclosed());
  }

  private void start(SweepConfig config, Function<InetSocketAddress, Reaction> truth) {
    driver =
        new LaneDriver(
            config,
            loop,
            at -> {
              return Script.always(isDown() ? whileDown : truth.apply(at));
            });
    nextQuestion = 0;
  }

  private boolean isDown() {
    long now = driver.clock.elapsedNanos();
    return outages.stream().anyMatch(outage -> now >= outage[0] && now < outage[1]);
  }

  private void runWithControl() {
    while (!driver.isOver()) {
      step();
    }
  }

  private void stepUntil(long nanos) {
    while (!driver.isOver() && driver.clock.elapsedNanos() < nanos) {
      step();
    }
  }

  /** As the control's thread does: every two seconds, and every half while it fails. */
  private void step() {
    ControlWatch watch = driver.watch.orElseThrow();
    if (driver.clock.elapsedNanos() >= nextQuestion) {
      long now = driver.clock.nanoTime();
      if (isDown()) {
        watch.failed(now);
      } else {
        watch.answered(now, now);
      }
      nextQuestion = driver.clock.elapsedNanos() + (watch.isPaused() ? 500 : 2_000) * MILLI;
    }
    driver.runUntil(nextQuestion);
  }

  private static Map<Outcome, Integer> without(Map<Outcome, Integer> counts, Outcome... known) {
    Map<Outcome, Integer> rest = new HashMap<>(counts);
    rest.keySet().removeAll(List.of(known));
    return rest;
  }

  private static Control control(Optional<InetAddress> address) {
    ControlProbe probe =
        new ControlProbe() {
          @Override
          public Optional<String> ask() {
            throw new AssertionError("the test asks");
          }

          @Override
          public String name() {
            return "control x";
          }

          @Override
          public Optional<InetAddress> address() {
            return address;
          }
        };
    return new Control(probe, Control.INTERVAL, Duration.ofSeconds(30));
  }

  private static SweepConfig sweep(int hosts, long rate, int... ports) {
    return config(hosts(hosts, ports), new Pace(rate, Pace.UNLIMITED, 2_000), 1, 1)
        .with(control(Optional.empty()));
  }
}
