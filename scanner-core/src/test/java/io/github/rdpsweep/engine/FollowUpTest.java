package io.github.rdpsweep.engine;

import static io.github.rdpsweep.engine.LaneDriver.config;
import static io.github.rdpsweep.engine.LaneDriver.hosts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.ScriptedNetwork.Reaction;
import io.github.rdpsweep.engine.ScriptedNetwork.Script;
import io.github.rdpsweep.engine.ScriptedNetwork.Start;
import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.Liveness;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.Ports;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Follow-ups in a lane, on the scripted network, which refuses two connections to one host. */
class FollowUpTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());

  @AfterEach
  void closeLoop() {
    Future<?> end = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    while (!end.isDone()) {
      loop.runNow();
    }
  }

  @Test
  void makesThemOneAfterAnotherSpacedAndReportsOneRow() {
    LaneDriver driver =
        driver(
            sweep(20, repeats(3), unlimited(50), 3389),
            at -> new Script(Reaction.ANSWER, 2, Reaction.REFUSE));

    driver.run();

    assertEquals(20, driver.sink.byTarget().size());
    for (ProbeResult row : driver.sink.results()) {
      assertEquals(Outcome.READY, row.outcome());
      assertEquals("+ready+refused+refused", row.detail());
      assertEquals(1, row.attempts());
    }
    Map<InetSocketAddress, Long> last = new HashMap<>();
    for (Start start : driver.network.starts()) {
      Long before = last.put(start.endpoint(), start.nanos());
      assertTrue(before == null || start.nanos() - before >= SECOND, "spaced");
    }
    assertEquals(80, driver.stats().attempts());
    assertEquals(60, driver.stats().followUps().made());
    assertEquals(20, driver.stats().finished());
    assertEquals(20, driver.counted(Outcome.READY));
    assertEquals(20, driver.stats().firstPass().attempts());
  }

  @Test
  void interleavesThoseOfAHostsPorts() {
    LaneDriver driver =
        driver(
            sweep(1, repeats(10), unlimited(1), 3389, 3390), at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(22, driver.network.starts().size());
    assertTrue(driver.clock.elapsedNanos() < 12 * SECOND, "in the time of one");
  }

  @Test
  void goesOnWithLaterPassesAfterThem() {
    LaneDriver driver =
        driver(
            sweep(4, repeats(2), unlimited(4), 3389, 3390),
            at ->
                at.getPort() == 3389
                    ? new Script(Reaction.SWALLOW, 1, Reaction.ANSWER)
                    : Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(8, driver.sink.byTarget().size());
    for (ProbeResult row : driver.sink.results()) {
      assertEquals("+ready+ready", row.detail());
      assertEquals(row.target().endpoint().getPort() == 3389 ? 2 : 1, row.attempts());
    }
  }

  @Test
  void repeatsOwnTroubleInThemAndFoldsWhatComesThen() {
    LaneDriver driver =
        driver(
            sweep(10, repeats(1), unlimited(10), 3389),
            at -> troubledAfterTheFirst(driverAttempts(at), 5));

    driver.run();

    for (ProbeResult row : driver.sink.results()) {
      assertEquals(Outcome.READY, row.outcome());
      assertEquals("+ready", row.detail());
      assertEquals(1, row.attempts());
    }
    assertEquals(10 * 7, driver.network.starts().size());
  }

  @Test
  void keepsTheRowWhereOwnTroubleNeverEnds() {
    LaneDriver driver =
        driver(
            sweep(10, repeats(3), unlimited(10), 3389),
            at -> new Script(Reaction.ANSWER, 1, Reaction.NO_DESCRIPTOR));

    driver.run();

    assertEquals(Map.of(Outcome.READY, 10), driver.sink.counts());
    driver.sink.results().forEach(row -> assertEquals("", row.detail()));
    assertEquals(10 * 11, driver.network.starts().size(), "ten times, once each");
  }

  @Test
  void keepsWhatIsKnownWhenCancelled() {
    LaneDriver driver =
        driver(sweep(100, repeats(5), unlimited(60), 3389), at -> Script.always(Reaction.ANSWER));
    driver.runUntil(2_003 * MILLI); // some wait, and some are in flight
    long cancelledAt = driver.clock.elapsedNanos();
    assertTrue(driver.network.inContact() > 0);

    driver.lane().cancel();
    driver.run();

    assertEquals(Map.of(Outcome.READY, 100), driver.sink.counts());
    assertEquals(100, driver.sink.byTarget().size());
    for (ProbeResult row : driver.sink.results()) {
      assertTrue(row.detail().startsWith("+ready"));
      assertTrue(ProbeResult.isCutShort(row.detail()), "says that more was to come");
    }
    assertEquals(cancelledAt, driver.clock.elapsedNanos(), "at once");
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOW", "HANG", "REFUSE", "NO_ROUTE", "RESET"})
  void foldsWhateverAFollowUpEndsIn(Reaction reaction) {
    LaneDriver driver =
        driver(
            sweep(3, repeats(2), unlimited(3), 3389),
            at -> new Script(Reaction.ANSWER, 1, reaction));

    driver.run();

    String label = "+" + reaction.outcome().label();
    driver.sink.results().forEach(row -> assertEquals(label + label, row.detail()));
    assertEquals(Map.of(Outcome.READY, 3), driver.sink.counts());
  }

  @Test
  void bearsARateAtWhichMoreHostsWaitThanAreKeptAndNeverStandsStill() {
    int count = 30_000;
    long rate = 20_000;
    LaneDriver driver =
        driver(
            sweep(count, repeats(4), new Pace(rate, Pace.UNLIMITED, 1_000), 3389),
            at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(count, driver.sink.byTarget().size());
    driver.sink.results().forEach(row -> assertEquals("+ready+ready+ready+ready", row.detail()));
    Set<InetSocketAddress> begun = new HashSet<>();
    Map<InetSocketAddress, Integer> contacts = new HashMap<>();
    int most = 0;
    for (Start start : driver.network.starts()) {
      begun.add(start.endpoint());
      if (contacts.merge(start.endpoint(), 1, Integer::sum) == 5) {
        begun.remove(start.endpoint());
      }
      most = Math.max(most, begun.size());
    }
    assertTrue(most > 10_000 && most < 18_000, "rows kept: " + most);
    LaneTest.assertPaced(driver.network.starts(), rate, 1);
  }

  @Test
  void keepsSegmentsAtTheirPace() {
    LaneDriver driver =
        driver(
            sweep(512, repeats(2), new Pace(Pace.UNLIMITED, 100, 500), 3389),
            at -> Script.always(Reaction.ANSWER));

    driver.run();

    LaneTest.assertSegmentsPaced(driver.network.starts(), 100, 1);
    assertEquals(3 * 512, driver.network.starts().size());
  }

  @Test
  void asksSilentHostsOtherPortsAfterTheLastPassAndOnceForAllTheirTargets() {
    FollowUpPolicy alive = new AlivePorts(Ports.of(135, 445, 5985));
    LaneDriver driver =
        driver(
            sweep(30, alive, unlimited(30), 3389, 3390),
            at ->
                Script.always(
                    switch (at.getPort()) {
                      case 445 -> Reaction.REFUSE;
                      case 5985 -> throw new AssertionError("asked after an answer");
                      default -> Reaction.SWALLOW;
                    }));

    driver.run();

    assertEquals(Map.of(Outcome.SILENT, 60), driver.sink.counts());
    driver
        .sink
        .results()
        .forEach(row -> assertEquals(new Liveness(2, 445), row.supplement().liveness()));
    assertEquals(30 * (2 * 2 + 2), driver.network.starts().size());
    assertEquals(60, driver.stats().followUps().made());
    assertEquals(30, driver.stats().followUps().answered());
  }

  @Test
  void remembersOverPassesThatAHostAnsweredOnAnotherTarget() {
    LaneDriver driver =
        driver(
            sweep(30, new AlivePorts(Ports.of(135)), unlimited(30), 3389, 3390),
            at -> Script.always(at.getPort() == 3389 ? Reaction.SWALLOW : Reaction.ANSWER));

    driver.run();

    assertEquals(Map.of(Outcome.SILENT, 30, Outcome.READY, 30), driver.sink.counts());
    for (ProbeResult row : driver.sink.results()) {
      int expected = row.outcome() == Outcome.SILENT ? 3390 : 0;
      assertEquals(expected, row.supplement().liveness().answeredPort());
    }
    assertEquals(0, driver.stats().followUps().made());
  }

  private final Map<InetSocketAddress, Integer> attempts = new HashMap<>();

  private int driverAttempts(InetSocketAddress at) {
    return attempts.merge(at, 1, Integer::sum);
  }

  private static Script troubledAfterTheFirst(int attempt, int troubles) {
    boolean troubled = attempt > 1 && attempt <= 1 + troubles;
    return Script.always(troubled ? Reaction.NO_DESCRIPTOR : Reaction.ANSWER);
  }

  private LaneDriver driver(SweepConfig config, Function<InetSocketAddress, Script> scripts) {
    return new LaneDriver(config, loop, scripts);
  }

  private static FollowUpPolicy repeats(int count) {
    return new SpacedRepeats(count, Duration.ofSeconds(1), ProbeSettings.NEGOTIATE);
  }

  private static Pace unlimited(int maxInFlight) {
    return new Pace(Pace.UNLIMITED, Pace.UNLIMITED, maxInFlight);
  }

  private static SweepConfig sweep(int hosts, FollowUpPolicy policy, Pace pace, int... ports) {
    return LaneDriver.withFollowUps(config(hosts(hosts, ports), pace, 1, 1), policy);
  }
}
