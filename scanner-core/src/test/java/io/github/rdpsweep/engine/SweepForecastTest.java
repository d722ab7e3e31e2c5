package io.github.rdpsweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.AlivePorts;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetPlan;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts at 1,000 connects a second, 200 in a segment, unless told otherwise. */
final class SweepForecastTest {

  @ParameterizedTest(name = "{0} on ports {1}: {2} s")
  @CsvSource({
    "10.0.0.0/16,                 3389,      65.536", // the rate decides
    "10.0.0.0/24,                 3389,      1.28", // the segment
    "10.0.0.128-10.0.1.127,       3389,      0.64", // two halves of segments
    "10.0.0.0/22,                 3389,      1.28", // four segments at 200 each
    "'10.0.0.1,10.1.0.1,10.2.0.0/25', 3389,  0.64", // the fullest of unequal ones
    "10.0.0.0/24,                 3389-3390, 2.56",
    "fd00::/110,                  3389,      1310.72", // one /64
    "10.0.0.1,                    3389,      0.005"
  })
  void takesAsLongAsRateAndFullestSegmentNeed(String items, String ports, double seconds)
      throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(config(items, ports, Shard.WHOLE, new Pace(1_000, 200, 16_384)));

    assertEquals(seconds, forecast.leastSeconds(), 0.001);
  }

  @ParameterizedTest(name = "{0} ramping up for {1} s: {2} s")
  @CsvSource({
    "10.0.0.0/16, 10, 70.036", // 65.536 and 0.45 * 10 for the ramp
    "10.0.0.0/16, 200, 149.88", // over before the ramp is: 100 t + 2.25 t^2 = 65536
    "10.0.0.0/16, 0, 65.536"
  })
  void countsTheRampUp(String items, int rampSeconds, double seconds) throws InterruptedException {
    Pace pace = new Pace(1_000, Pace.UNLIMITED, 16_384, Duration.ofSeconds(rampSeconds));

    SweepForecast forecast = SweepForecast.of(config(items, "3389", Shard.WHOLE, pace));

    assertEquals(seconds, forecast.leastSeconds(), 0.5);
  }

  @Test
  void countsOnlyTheShard() throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(
            config("10.0.0.0/16", "3389", Shard.parse("2/4"), new Pace(1_000, 200, 16_384)));

    assertEquals(16.384, forecast.leastSeconds(), 0.001);
  }

  @Test
  void hasNoLeastTimeWithoutALimit() throws InterruptedException {
    Pace pace = new Pace(Pace.UNLIMITED, Pace.UNLIMITED, 1_000);

    assertEquals(
        0, SweepForecast.of(config("10.0.0.0/16", "3389", Shard.WHOLE, pace)).leastSeconds());
  }

  @Test
  void waitsForEveryPassWhereNobodyAnswers() throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(config("10.0.0.0/16", "3389", Shard.WHOLE, new Pace(1_000, 200, 16_384)));

    // Two passes at the rate; a second's wait after the first, and three after the last.
    assertEquals(2 * 65.536 + 1 + 3, forecast.mostSeconds(), 0.001);
  }

  @Test
  void countsTheFollowUpsOfSilentHostsOnceForAllTheirPorts() throws InterruptedException {
    SweepConfig plain =
        config("10.0.0.0/16", "3389-3390", Shard.WHOLE, new Pace(1_000, 200, 16_384));

    SweepForecast forecast =
        SweepForecast.of(LaneDriver.withFollowUps(plain, new AlivePorts(Ports.of(135, 445, 5985))));

    SweepForecast without = SweepForecast.of(plain);
    assertEquals(without.leastSeconds(), forecast.leastSeconds());
    assertEquals(without.mostSeconds() + 3 * 65.536 + 3 * 3, forecast.mostSeconds(), 0.001);
  }

  @Test
  void isHeldUpByFewSlotsWhereNobodyAnswers() throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(config("10.0.0.0/16", "3389", Shard.WHOLE, new Pace(1_000, 200, 100)));

    assertEquals(655.36 * 1 + 1 + 655.36 * 3 + 3, forecast.mostSeconds(), 0.01);
  }

  @Test
  void namesThatWereNotFoundTakeNoTime() throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(config("nowhere.test", "3389", Shard.WHOLE, new Pace(1_000, 200, 100)));

    assertEquals(new SweepForecast(0, 0), forecast);
  }

  @Test
  void looksAtTheLargestSetsWithoutVisitingTheirTargets() throws InterruptedException {
    SweepForecast forecast =
        SweepForecast.of(config("0.0.0.0/0", "3389", Shard.WHOLE, new Pace(1_000, 200, 16_384)));

    assertTrue(forecast.leastSeconds() > 3_700_000, forecast::toString);
  }

  private static SweepConfig config(String items, String ports, Shard shard, Pace pace)
      throws InterruptedException {
    ResolvedTargets targets =
        new TargetPlan(Ports.parse(ports))
            .include("TARGET", items)
            .resolve(
                name -> {
                  throw new UnknownHostException(name);
                });
    return new SweepConfig(
        targets.set(),
        List.of(),
        1,
        shard,
        ProbeSettings.NEGOTIATE,
        pace,
        new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), 1),
        TransportKind.NIO,
        LeaveMode.RST,
        1);
  }
}
