package io.github.rdpsweep.engine;

import static io.github.rdpsweep.engine.LaneDriver.config;
import static io.github.rdpsweep.engine.LaneDriver.hosts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.engine.ScriptedNetwork.Reaction;
import io.github.rdpsweep.engine.ScriptedNetwork.Script;
import io.github.rdpsweep.engine.ScriptedNetwork.Start;
import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.FollowUpPolicy;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.AddressRange;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.target.TargetSet;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Only says that the test's thread is its own; lanes are driven by hand. */
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
  void reportsEveryTargetsOutcomeOnce() {
    Reaction[] reactions = Reaction.values();
    LaneDriver driver =
        driver(
            config(hosts(900), unlimited(100), 1, 1),
            at -> Script.always(reactions[lastOctet(at) % reactions.length]));

    driver.run();

    assertOutcomes(driver, 900);
  }

  @ParameterizedTest
  @EnumSource(Reaction.class)
  void endsEveryKindOfTarget(Reaction reaction) {
    LaneDriver driver =
        driver(config(hosts(50), unlimited(10), 2, 1), at -> Script.always(reaction));

    driver.run();

    assertEquals(Map.of(reaction.outcome(), 50), driver.sink.counts());
    assertEquals(0, driver.network.unclosed());
  }

  @Test
  void keepsEveryPromiseWhateverHappens() {
    long seed = new Random().nextLong();
    Random seeds = new Random(seed);
    for (int round = 0; round < 150; round++) {
      long roundSeed = seeds.nextLong();
      try {
        sweepRandomly(new Random(roundSeed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed of the round: " + roundSeed, e);
      }
    }
  }

  private void sweepRandomly(Random random) {
    int hosts = 1 + random.nextInt(600);
    int[] ports = random.nextInt(3) == 0 ? new int[] {135, 445, 3389} : new int[] {3389};
    int maxInFlight = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
    int retries = random.nextInt(4);
    long rate = random.nextInt(3) == 0 ? Pace.UNLIMITED : 50 + random.nextInt(5_000);
    long segmentRate = random.nextInt(3) == 0 ? Pace.UNLIMITED : 50 + random.nextInt(2_000);
    SweepConfig config =
        LaneDriver.withFollowUps(
            config(
                hosts(hosts, ports),
                new Pace(rate, segmentRate, maxInFlight),
                retries,
                1 + random.nextInt(3)),
            randomFollowUps(random));
    Map<InetSocketAddress, Script> scripts = new HashMap<>();
    Random script = new Random(random.nextLong());
    LaneDriver driver =
        driver(config, at -> scripts.computeIfAbsent(at, any -> randomScript(script, retries)));
    int stallEvery = random.nextInt(4) == 0 ? 500 : Integer.MAX_VALUE;
    int refuseEvery = random.nextInt(3) == 0 ? 50 : Integer.MAX_VALUE;
    driver.lateBy(
        () -> {
          driver.sink.refuse(refuseEvery < 100 && random.nextInt(refuseEvery) < 10);
          boolean stalls = random.nextInt(stallEvery) == 0;
          return stalls ? SECOND + random.nextInt(1_000_000_000) : random.nextInt(4_000_000);
        });
    boolean cancels = random.nextInt(4) == 0;
    if (cancels) {
      driver.runUntil(random.nextInt(3_000) * MILLI);
      driver.lanes.forEach(Lane::cancel);
    }

    driver.run();

    Map<Target, ProbeResult> results = driver.sink.byTarget();
    Set<InetAddress> reported = new HashSet<>();
    results.keySet().forEach(target -> reported.add(target.endpoint().getAddress()));
    driver
        .network
        .starts()
        .forEach(start -> assertTrue(reported.contains(start.endpoint().getAddress())));
    if (!cancels) {
      assertEquals(config.targets().size(), results.size());
    }
    for (ProbeResult result : results.values()) {
      assertTrue(result.attempts() <= retries + 1);
      if (result.outcome() != Outcome.CANCELLED || !cancels) {
        Script does = scripts.get(result.target().endpoint());
        assertTrue(
            possibleOutcomes(does, retries, stallEvery < 1_000).contains(result.outcome()),
            does + " " + result);
      }
    }
    assertEquals(results.size(), driver.stats().finished());
    assertEquals(driver.network.starts().size(), driver.stats().attempts());
    assertEquals(0, driver.stats().inFlight());
    assertEquals(0, driver.network.inContact());
    assertEquals(0, driver.network.unclosed());
    assertTrue(driver.network.mostInContact() <= maxInFlight);
    assertPaced(driver.network.starts(), rate, 1);
    assertSegmentsPaced(driver.network.starts(), segmentRate, config.eventLoops());
  }

  private static FollowUpPolicy randomFollowUps(Random random) {
    FollowUpPolicy repeats =
        new SpacedRepeats(
            1 + random.nextInt(3),
            Duration.ofMillis(random.nextInt(2_000)),
            random.nextBoolean() ? ProbeSettings.NEGOTIATE : ProbeSettings.CONNECT);
    FollowUpPolicy alive = new AlivePorts(Ports.of(135, 5985, 5986));
    return switch (random.nextInt(4)) {
      case 0 -> FollowUpPolicy.NONE;
      case 1 -> repeats;
      case 2 -> alive;
      default -> FollowUpPolicy.inTurn(List.of(alive, repeats));
    };
  }

  private static Script randomScript(Random random, int retries) {
    Reaction[] reactions = Reaction.values();
    Reaction then = reactions[random.nextInt(reactions.length)];
    return switch (random.nextInt(4)) {
      case 0 -> new Script(Reaction.SWALLOW, random.nextInt(retries + 2), then);
      case 1 -> new Script(Reaction.NO_DESCRIPTOR, 1 + random.nextInt(9), then);
      default -> Script.always(then);
    };
  }

  /** Stalls may cause further attempts, and so reach what comes later in a script. */
  private static Set<Outcome> possibleOutcomes(Script script, int retries, boolean stalls) {
    Set<Outcome> possible = new HashSet<>();
    possible.add(script.then().outcome());
    if (script.first() == Reaction.SWALLOW && script.times() > retries) {
      possible.add(Outcome.SILENT);
    }
    if (script.first().isTrouble() && script.then().isTrouble()) {
      possible.add(Outcome.NOT_SENT);
    }
    if (stalls) {
      possible.add(Outcome.NOT_SENT); // after ten attempts that came late
    }
    return possible;
  }

  @Test
  void startsInTheOrderThatASweepAnnounces() {
    SweepConfig config = config(hosts(100), unlimited(1), 0, 1);
    LaneDriver driver = driver(config, at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(
        new SweepOrder(config).first(100).stream().map(Target::endpoint).toList(),
        driver.network.starts().stream().map(Start::endpoint).toList());
  }

  @Test
  void neverHasMoreInFlightThanAllowed() {
    LaneDriver driver =
        driver(config(hosts(500), unlimited(7), 0, 1), at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(7, driver.network.mostInContact());
  }

  @ParameterizedTest
  @CsvSource({"10, 3", "3, 3", "2, 3", "1, 4"})
  void lanesTogetherKeepTheBound(int maxInFlight, int eventLoops) {
    LaneDriver driver =
        driver(
            config(hosts(500), unlimited(maxInFlight), 0, eventLoops),
            at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(maxInFlight, driver.network.mostInContact());
    assertOutcomes(driver, 500);
  }

  @ParameterizedTest
  @CsvSource({"500, 1, 0", "500, 1, 4", "500, 2, 4", "5000, 1, 0", "5000, 1, 4", "5000, 2, 4"})
  void startsAtTheRateAskedFor(long rate, int eventLoops, int latenessMillis) {
    Random random = new Random(rate);
    int count = (int) (4 * rate);
    LaneDriver driver =
        driver(
                config(hosts(count), new Pace(rate, Pace.UNLIMITED, 10_000), 0, eventLoops),
                at -> Script.always(Reaction.ANSWER))
            .lateBy(
                () ->
                    latenessMillis == 0
                        ? 0
                        : (long) (random.nextDouble() * latenessMillis * MILLI));

    driver.run();

    List<Start> starts = driver.network.starts();
    double seconds = (starts.get(starts.size() - 1).nanos() - starts.get(0).nanos()) / 1e9;
    assertEquals((double) rate, (starts.size() - 1) / seconds, 0.01 * rate);
    assertPaced(starts, rate, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void spreadsStartsOverSegmentsAtTheirRate(int eventLoops) {
    int count = 4 * 256;
    LaneDriver driver =
        driver(
            config(hosts(count), new Pace(Pace.UNLIMITED, 100, 5_000), 0, eventLoops),
            at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertSegmentsPaced(driver.network.starts(), 100, eventLoops);
    double seconds = driver.network.starts().get(count - 1).nanos() / 1e9;
    assertEquals(2.56, seconds, eventLoops == 1 ? 0.02 : 0.5); // two loops share unevenly
  }

  @Test
  void doesNotLetASlowSegmentHoldUpTheOthers() {
    // Ten addresses of the crowded segment come for each of the others.
    TargetSet targets =
        new TargetSetBuilder().add(range("10.1.0.0", "10.1.0.255"), ports(), "crowded").build();
    TargetSetBuilder both =
        new TargetSetBuilder()
            .add(range("10.1.0.0", "10.1.0.255"), ports(), "crowded")
            .add(range("10.2.0.0", "10.2.0.24"), ports(), "sparse");
    long alone = secondsOf(targets);
    long together = secondsOf(both.build());

    assertEquals((double) alone, (double) together, 0.05 * alone);
  }

  private long secondsOf(TargetSet targets) {
    LaneDriver driver =
        driver(
            config(targets, new Pace(Pace.UNLIMITED, 100, 5_000), 0, 1),
            at -> Script.always(Reaction.ANSWER));
    driver.run();
    return driver.clock.elapsedNanos();
  }

  @Test
  void visitsSilentHostsAgainOnlyAfterAllOthersAndASecondLater() {
    LaneDriver driver =
        driver(config(hosts(20), unlimited(4), 2, 1), at -> Script.always(Reaction.SWALLOW));

    driver.run();

    List<Start> starts = driver.network.starts();
    assertEquals(60, starts.size());
    for (int i = 0; i < 60; i++) {
      assertEquals(1 + i / 20, starts.get(i).attempt());
    }
    Map<InetSocketAddress, Start> last = new HashMap<>();
    for (Start start : starts) {
      Start before = last.put(start.endpoint(), start);
      if (before != null) {
        assertTrue(start.nanos() - before.nanos() >= 2 * SECOND); // of waiting, and of peace
      }
    }
    for (ProbeResult result : driver.sink.results()) {
      assertEquals(Outcome.SILENT, result.outcome());
      assertEquals(3, result.attempts());
    }
  }

  @Test
  void waitsAllOfTheTimeoutInTheLastPass() {
    LaneDriver driver =
        driver(config(hosts(1), unlimited(1), 1, 1), at -> Script.always(Reaction.SWALLOW));

    driver.run();

    assertEquals(3 * SECOND, driver.sink.results().get(0).timings().totalNanos());
    assertEquals(SECOND, driver.network.longestFirstContactNanos());
  }

  @Test
  void findsTheHostThatAnswersInALaterPass() {
    LaneDriver driver =
        driver(
            config(hosts(10), unlimited(10), 2, 1),
            at -> new Script(Reaction.SWALLOW, 2, Reaction.ANSWER));

    driver.run();

    assertEquals(Map.of(Outcome.READY, 10), driver.sink.counts());
    assertEquals(3, driver.sink.results().get(0).attempts());
  }

  @Test
  void boundsTheSilentHostsThatWaitAndDoesNotMakeShortWaitsLong() {
    int count = 80_000;
    LaneDriver driver =
        driver(config(hosts(count), unlimited(5_000), 1, 1), at -> Script.always(Reaction.SWALLOW));

    driver.run();

    assertEquals(Map.of(Outcome.SILENT, count), driver.sink.counts());
    int waiting = 0;
    int mostWaiting = 0;
    for (Start start : driver.network.starts()) {
      waiting += start.attempt() == 1 ? 1 : -1;
      mostWaiting = Math.max(mostWaiting, waiting);
    }
    assertTrue(mostWaiting < 75_000, "waiting " + mostWaiting);
    assertTrue(
        driver.network.longestFirstContactNanos() < 1_100 * MILLI,
        "" + driver.network.longestFirstContactNanos());
  }

  @Test
  void visitsThePortsOfAHostOneAfterAnother() {
    LaneDriver driver =
        driver(
            config(hosts(30, 22, 135, 3389), unlimited(64), 1, 1),
            at ->
                Script.always(
                    switch (at.getPort()) {
                      case 22 -> Reaction.REFUSE;
                      case 135 -> Reaction.SWALLOW;
                      default -> Reaction.ANSWER;
                    }));

    driver.run(); // the network refuses two connections to one host

    assertEquals(
        Map.of(Outcome.REFUSED, 30, Outcome.SILENT, 30, Outcome.READY, 30), driver.sink.counts());
    assertEquals(120, driver.network.starts().size()); // only silence is met twice
  }

  @Test
  void visitsAllOfTheMostPortsAHostCanHave() {
    int[] ports = new int[64];
    for (int i = 0; i < 64; i++) {
      ports[i] = 1_000 + i;
    }
    LaneDriver driver =
        driver(config(hosts(3, ports), unlimited(2), 1, 1), at -> Script.always(Reaction.SWALLOW));

    driver.run();

    assertEquals(3 * 64, driver.sink.byTarget().size());
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_DESCRIPTOR", "DENY"})
  void triesTenTimesWhereTheTroubleIsItsOwnAndThenSaysSo(Reaction trouble) {
    LaneDriver driver =
        driver(
            config(hosts(20), unlimited(5), 1, 1),
            at -> Script.always(lastOctet(at) == 7 ? trouble : Reaction.ANSWER));

    driver.run();

    assertEquals(Map.of(Outcome.READY, 19, Outcome.NOT_SENT, 1), driver.sink.counts());
    assertEquals(10, startsAt(driver, 7).size());
    OwnTrouble kind = trouble == Reaction.DENY ? OwnTrouble.DENIED : OwnTrouble.DESCRIPTORS;
    assertEquals(10, driver.stats().troubles().get(kind));
    List<Start> starts = startsAt(driver, 7);
    for (int i = 1; i < starts.size(); i++) {
      long pause = starts.get(i).nanos() - starts.get(i - 1).nanos();
      assertTrue(pause >= (2 * MILLI) << i, "waits longer each time");
    }
  }

  @Test
  void doesNotHoldTroubleThatPassesAgainstAHost() {
    LaneDriver driver =
        driver(
            config(hosts(200), unlimited(50), 0, 1),
            at -> new Script(Reaction.NO_DESCRIPTOR, 9, Reaction.ANSWER));

    driver.run();

    assertEquals(Map.of(Outcome.READY, 200), driver.sink.counts());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void repeatsWhatWentUnansweredWhileTheLoopWasHeldUp(boolean inTheWait) {
    LaneDriver driver =
        driver(
            config(hosts(1), unlimited(1), 0, 1),
            at -> new Script(Reaction.SWALLOW, 1, Reaction.ANSWER));
    driver.runUntil(1);
    Lane lane = driver.lane();

    if (inTheWait) {
      lane.waitNanos();
      driver.clock.advance(10 * SECOND);
      lane.afterIo();
    } else {
      driver.clock.advance(10 * SECOND); // between its own turn and the next wait
    }
    driver.run();

    assertEquals(Map.of(Outcome.READY, 1), driver.sink.counts());
    assertEquals(1, driver.stats().troubles().get(OwnTrouble.LATE));
    List<Start> starts = driver.network.starts();
    assertEquals(2, starts.size());
    assertTrue(starts.get(1).nanos() - 10 * SECOND >= SECOND, "leaves the host in peace");
  }

  @Test
  void repeatsAReplyThatDidNotComeWhileTheLoopWasHeldUp() {
    LaneDriver driver =
        driver(
            config(hosts(1), unlimited(1), 0, 1),
            at -> new Script(Reaction.HANG, 1, Reaction.ANSWER));
    driver.runUntil(100 * MILLI);
    driver.clock.advance(10 * SECOND);

    driver.run();

    assertEquals(Map.of(Outcome.READY, 1), driver.sink.counts());
  }

  @Test
  void givesUpOnATargetWhenItIsAlwaysHeldUp() {
    LaneDriver driver =
        driver(config(hosts(3), unlimited(3), 1, 1), at -> Script.always(Reaction.SWALLOW))
            .lateBy(() -> SECOND);

    driver.run();

    assertEquals(Map.of(Outcome.NOT_SENT, 3), driver.sink.counts());
    assertEquals(30, driver.stats().troubles().get(OwnTrouble.LATE));
  }

  @Test
  void measuresAgainWhatWasAnsweredDuringALongStall() {
    LaneDriver driver =
        driver(config(hosts(50), unlimited(50), 0, 1), at -> Script.always(Reaction.REFUSE));
    driver.runWhile(() -> driver.network.starts().isEmpty());
    driver.clock.advance(10 * SECOND);

    driver.run();

    assertEquals(Map.of(Outcome.REFUSED, 50), driver.sink.counts());
    assertEquals(100, driver.network.starts().size());
    for (ProbeResult row : driver.sink.results()) {
      assertTrue(row.timings().totalNanos() < SECOND, row::toString);
      assertEquals(1, row.attempts());
    }
  }

  @Test
  void believesAnAnswerThatArrivedDuringAShortStall() {
    LaneDriver driver =
        driver(config(hosts(50), unlimited(50), 0, 1), at -> Script.always(Reaction.REFUSE));
    driver.runWhile(() -> driver.network.starts().isEmpty());
    driver.clock.advance(900 * MILLI);

    driver.run();

    assertEquals(Map.of(Outcome.REFUSED, 50), driver.sink.counts());
    assertEquals(50, driver.network.starts().size());
  }

  @Test
  void startsNothingWhileTheSinkHasNoRoomAndLosesNothing() {
    LaneDriver driver =
        driver(config(hosts(2_000), unlimited(10), 0, 1), at -> Script.always(Reaction.ANSWER));
    driver.runWhile(() -> driver.network.starts().size() < 500);
    driver.sink.refuse(true);
    driver.runWhile(() -> driver.sink.refused() == 0);
    int startsBefore = driver.network.starts().size();

    driver.runUntil(driver.clock.elapsedNanos() + 5 * SECOND);

    assertEquals(startsBefore, driver.network.starts().size());
    assertFalse(driver.isOver());

    driver.sink.refuse(false);
    driver.run();

    assertOutcomes(driver, 2_000);
  }

  @Test
  void endsOnlyWhenTheSinkHasTakenEverything() {
    LaneDriver driver =
        driver(config(hosts(5), unlimited(5), 0, 1), at -> Script.always(Reaction.ANSWER));
    driver.sink.refuse(true);

    driver.runUntil(30 * SECOND);
    assertFalse(driver.isOver());
    assertEquals(0, driver.network.inContact());

    driver.sink.refuse(false);
    driver.run();
    assertOutcomes(driver, 5);
  }

  @Test
  void handsResultsOverSoonThoughTheBatchIsNotFull() {
    LaneDriver driver =
        driver(
            config(hosts(100), new Pace(100, Pace.UNLIMITED, 100), 0, 1),
            at -> Script.always(lastOctet(at) == 3 ? Reaction.HANG : Reaction.ANSWER));

    driver.runUntil(500 * MILLI);

    assertTrue(driver.sink.results().size() >= 45, "" + driver.sink.results().size());
  }

  @Test
  void cancelsWhatIsInFlightAndStartsNothingMore() {
    LaneDriver driver =
        driver(config(hosts(1_000), unlimited(10), 1, 1), at -> Script.always(Reaction.HANG));
    driver.runUntil(100 * MILLI);
    int startsBefore = driver.network.starts().size();
    long cancelledAt = driver.clock.elapsedNanos();

    driver.lane().cancel();
    driver.run();

    assertEquals(Map.of(Outcome.CANCELLED, 10), driver.sink.counts());
    assertEquals(startsBefore, driver.network.starts().size());
    assertEquals(cancelledAt, driver.clock.elapsedNanos(), "at once");
  }

  @Test
  void givesSilentHostsThatWaitForALaterPassTheirRowsWhenCancelled() {
    LaneDriver driver =
        driver(config(hosts(3_000), unlimited(1_500), 1, 1), at -> Script.always(Reaction.SWALLOW));
    driver.runUntil(1_500 * MILLI);
    long cancelledAt = driver.clock.elapsedNanos();

    driver.lane().cancel();
    driver.run();

    assertEquals(Map.of(Outcome.CANCELLED, 3_000), driver.sink.counts());
    assertEquals(3_000, driver.sink.byTarget().size());
    assertEquals(cancelledAt, driver.clock.elapsedNanos(), "at once");
  }

  @Test
  void endsCancelledOnceTheSinkHasRoomAgain() {
    LaneDriver driver =
        driver(config(hosts(3_000), unlimited(1_500), 1, 1), at -> Script.always(Reaction.SWALLOW));
    driver.runUntil(1_500 * MILLI);
    driver.sink.refuse(true);
    driver.lane().cancel();
    driver.runUntil(3 * SECOND);
    assertFalse(driver.isOver());

    driver.sink.refuse(false);
    driver.run();

    assertEquals(3_000, driver.sink.byTarget().size());
  }

  @Test
  void isCancelledBeforeItBegan() {
    LaneDriver driver =
        driver(config(hosts(100), unlimited(10), 0, 1), at -> Script.always(Reaction.ANSWER));

    driver.lane().cancel();
    driver.run();

    assertEquals(List.of(), driver.network.starts());
    assertEquals(List.of(), driver.sink.results());
  }

  @Test
  void givesNamesThatWereNotFoundTheirRowsThoughNothingIsProbed() {
    List<Target> names = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      names.add(new Target(InetSocketAddress.createUnresolved("pc" + i, 3389), "pc" + i));
    }
    SweepConfig config =
        new SweepConfig(
            new TargetSetBuilder().build(),
            names,
            1,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            unlimited(10),
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), 1),
            TransportKind.NIO,
            LeaveMode.RST,
            2);
    LaneDriver driver = driver(config, at -> Script.always(Reaction.ANSWER));

    driver.run();

    assertEquals(Map.of(Outcome.UNRESOLVED, 700), driver.sink.counts());
    assertEquals(700, driver.counted(Outcome.UNRESOLVED));
  }

  @Test
  void doesNothingBeforeItIsOpened() {
    LaneDriver driver =
        driver(config(hosts(1), unlimited(1), 0, 1), at -> Script.always(Reaction.ANSWER));
    Lane unopened =
        new Lane(
            config(hosts(1), unlimited(1), 0, 1),
            0,
            driver.network,
            loop,
            new RateBudget(Pace.UNLIMITED, 0),
            Optional.empty(),
            driver.sink,
            Optional.empty(),
            new SweepStats(1).loop(0),
            driver.clock);

    assertTrue(unopened.waitNanos() > 0);
    unopened.afterIo();

    assertEquals(List.of(), driver.network.starts());
    assertFalse(unopened.end().isDone());
  }

  @Test
  void aSinkThatBreaksEndsTheLane() {
    IllegalStateException defect = new IllegalStateException("a bug");
    LaneDriver driver =
        new LaneDriver(
            config(hosts(10), unlimited(10), 0, 1),
            loop,
            at -> Script.always(Reaction.ANSWER),
            batch -> {
              throw defect;
            });

    driver.run();

    CompletionException end =
        assertThrows(CompletionException.class, () -> driver.lane().end().join());
    assertSame(defect, end.getCause());
  }

  @Test
  void aConnectionThatBreaksEndsTheLane() {
    IllegalStateException defect = new IllegalStateException("a bug");
    LaneDriver driver =
        driver(
            config(hosts(10), unlimited(10), 0, 1),
            at -> {
              throw defect;
            });

    driver.run();

    assertTrue(driver.lane().end().isCompletedExceptionally());
  }

  private LaneDriver driver(SweepConfig config, Function<InetSocketAddress, Script> scripts) {
    return new LaneDriver(config, loop, scripts);
  }

  private static Pace unlimited(int maxInFlight) {
    return new Pace(Pace.UNLIMITED, Pace.UNLIMITED, maxInFlight);
  }

  private static Ports ports() {
    return Ports.of(3389);
  }

  private static AddressRange range(String first, String last) {
    try {
      return new AddressRange(
          IpAddress.of(InetAddress.getByName(first)), IpAddress.of(InetAddress.getByName(last)));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static int lastOctet(InetSocketAddress endpoint) {
    return endpoint.getAddress().getAddress()[3] & 0xff;
  }

  private static List<Start> startsAt(LaneDriver driver, int lastOctet) {
    return driver.network.starts().stream()
        .filter(start -> lastOctet(start.endpoint()) == lastOctet)
        .toList();
  }

  /** Every target has one result, which its script explains; the statistics agree. */
  private static void assertOutcomes(LaneDriver driver, int targets) {
    assertEquals(targets, driver.sink.byTarget().size());
    driver
        .sink
        .counts()
        .forEach((outcome, count) -> assertEquals(count.longValue(), driver.counted(outcome)));
    assertEquals(targets, driver.stats().finished());
  }

  /** No 10 ms hold more than their share of the rate and one tick's burst. */
  static void assertPaced(List<Start> starts, long rate, int loops) {
    if (rate == Pace.UNLIMITED) {
      return;
    }
    double share = rate * (10 * MILLI + RateBudget.TICK_NANOS) / (double) SECOND;
    long bound = (long) Math.ceil(share) + loops;
    int first = 0;
    for (int last = 0; last < starts.size(); last++) {
      while (starts.get(last).nanos() - starts.get(first).nanos() >= 10 * MILLI) {
        first++;
      }
      int inWindow = last - first + 1;
      assertTrue(inWindow <= bound, inWindow + " starts within 10 ms, at " + starts.get(last));
    }
  }

  static void assertSegmentsPaced(List<Start> starts, long rate, int loops) {
    Map<Long, List<Start>> bySegment = new HashMap<>();
    for (Start start : starts) {
      bySegment
          .computeIfAbsent(
              Prefix.segmentKey(start.endpoint().getAddress()), any -> new ArrayList<>())
          .add(start);
    }
    bySegment.values().forEach(segment -> assertPaced(segment, rate, loops));
  }
}
