package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.testing.SampleResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatsTest {

  private static final HostSeen HOST = new HostSeen(Ports.of(3389), 0);
  private static final Dscp EF = new Dscp(46);

  @Test
  void asksForTheRemainingProbesOneAfterAnother() {
    ProbeResult row = SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24"));

    List<FollowUp> asked = new ArrayList<>();
    ProbeResult end = play(repeats(5, Optional.empty()), row, asked);

    assertEquals(4, asked.size());
    for (FollowUp followUp : asked) {
      assertEquals(3389, followUp.port());
      assertEquals(Duration.ofSeconds(1), followUp.spacing());
      assertEquals(ProbeSettings.NEGOTIATE, followUp.settings());
    }
    assertEquals(5, end.supplement().series().count());
    assertEquals(new Delivery(10, 0), end.supplement().series().delivery());
  }

  @Test
  void leavesTheRowWhatItsFirstProbeMadeIt() {
    ProbeResult row = SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24"));
    ProbeResult refused = ended(Outcome.REFUSED, row, 1);

    ProbeResult end =
        ((FollowUp) repeats(2, Optional.empty()).next(row, HOST)).fold().into(row, refused);

    assertEquals(row, end.with(row.supplement()));
    assertEquals("ready in 1 of 2 probes, refused in 1", end.supplement().series().text());
  }

  @Test
  void marksEverySecondProbe() {
    ProbeResult row = SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24"));

    List<FollowUp> asked = new ArrayList<>();
    ProbeResult end = play(repeats(6, Optional.of(EF)), row, asked);

    assertEquals(
        List.of(184, 0, 184, 0, 184),
        asked.stream().map(followUp -> followUp.settings().trafficClass()).toList());
    assertEquals(
        List.of(false, true, false, true, false, true),
        end.supplement().series().samples().stream().map(Sample::marked).toList());
  }

  /**
   * A follow-up of a host that was silent in the first pass says that it was the second attempt.
   */
  @Test
  void countsSilentPassesOnce() {
    ProbeResult row =
        ended(
            Outcome.READY, SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24")), 2);

    ProbeResult end = play(repeats(4, Optional.empty()), row, new ArrayList<>());

    assertEquals(new Delivery(9, 1), end.supplement().series().delivery());
  }

  @ParameterizedTest
  @EnumSource
  void repeatsWhatCameFromTheHost(Outcome outcome) {
    ProbeResult row =
        ended(outcome, SampleResults.ready(SampleResults.target("10.0.0.7", "10.0.0.0/24")), 1);

    RowStep step = repeats(2, Optional.empty()).next(row, HOST);

    if (outcome.isFromHost()) {
      assertInstanceOf(FollowUp.class, step);
    } else {
      assertEquals(new RowStep.Complete(row), step);
    }
  }

  @Test
  void isNoPolicyWhereNothingIsRepeated() {
    assertSame(FollowUpPolicy.NONE, repeats(1, Optional.of(EF)).asPolicy());
    assertSame(FollowUpPolicy.NONE, Repeats.NONE.asPolicy());
  }

  @Test
  void refusesLessThanOneProbe() {
    assertThrows(IllegalArgumentException.class, () -> repeats(0, Optional.empty()));
  }

  private static Repeats repeats(int probes, Optional<Dscp> mark) {
    return new Repeats(
        probes, Duration.ofSeconds(1), ProbeSettings.NEGOTIATE, mark, SynRepeats.DOUBLING);
  }

  /** Answers every follow-up as the row's own probe was answered. */
  private static ProbeResult play(Repeats repeats, ProbeResult first, List<FollowUp> asked) {
    ProbeResult row = first;
    RowStep step = repeats.next(row, HOST);
    while (step instanceof FollowUp followUp) {
      asked.add(followUp);
      row = followUp.fold().into(row, first);
      step = repeats.next(row, HOST);
    }
    return ((RowStep.Complete) step).row();
  }

  private static ProbeResult ended(Outcome outcome, ProbeResult like, int attempts) {
    return new ProbeResult(
        like.target(),
        outcome,
        outcome.stage() == Stage.DONE ? Stage.NEGOTIATE : outcome.stage(),
        "",
        attempts,
        like.timings(),
        outcome == Outcome.READY ? like.path() : PathFacts.NONE,
        outcome == Outcome.READY ? like.negotiation() : Negotiation.UNANSWERED,
        like.startedAtMillis());
  }
}
