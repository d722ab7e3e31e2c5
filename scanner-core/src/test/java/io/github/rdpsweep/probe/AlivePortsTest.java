package io.github.rdpsweep.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlivePortsTest {

  private static final Target TARGET = SampleResults.target("10.0.0.7", "10.0.0.0/24");
  private static final ProbeResult SILENT = SampleResults.silent(TARGET);
  private static final String NOWHERE = "no answer on 135,445 either";
  private static final AlivePorts POLICY = new AlivePorts(Ports.of(135, 445, 3389));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SILENT")
  void asksNothingOfATargetThatWasNotSilent(Outcome outcome) {
    ProbeResult row = result(TARGET.endpoint().getPort(), outcome);

    assertEquals(new RowStep.Complete(row), POLICY.next(row, seen(0, 3389)));
  }

  @Test
  void asksOnePortAfterAnotherAndThenNoMore() {
    assertEquals(
        new Asked(List.of(135, 445), new Liveness(3, 0), NOWHERE), ask(Outcome.SILENT, 0, 3389));
  }

  @ParameterizedTest
  @CsvSource({
    "READY, true",
    "REFUSED, true",
    "RESET, true",
    "CLOSED, true",
    "UNREACHABLE, false",
    "NO_ROUTE, false",
    "SILENT, false"
  })
  void stopsWhereTheHostItselfAnswers(Outcome outcome, boolean shown) {
    Asked asked = ask(outcome, 0, 3389);

    assertEquals(
        shown
            ? new Asked(
                List.of(135),
                new Liveness(1, 135),
                outcome == Outcome.READY ? "port 135 accepts" : "port 135 refuses")
            : new Asked(List.of(135, 445), new Liveness(3, 0), NOWHERE),
        asked);
  }

  @Test
  void takesThePortOfATargetThatAnsweredForProof() {
    assertEquals(
        new Asked(List.of(), new Liveness(0, 3390), "port 3390 answers"),
        ask(Outcome.READY, 3390, 3389, 3390));
  }

  @Test
  void doesNotAskPortsThatAreTargetsAgain() {
    assertEquals(
        new Asked(List.of(135), new Liveness(3, 0), NOWHERE),
        ask(Outcome.SILENT, 0, 445, 3389, 3390));
  }

  @Test
  void learnsNothingFromTheTargetsOwnPort() {
    AlivePorts own = new AlivePorts(Ports.of(3389));

    RowStep step = own.next(SILENT, seen(0, 3389));

    assertEquals(new RowStep.Complete(SILENT), step);
    assertEquals(Liveness.NOT_ASKED, SILENT.supplement().liveness());
  }

  @Test
  void onlyConnectsAndDoesNotWait() {
    FollowUp followUp = assertInstanceOf(FollowUp.class, POLICY.next(SILENT, seen(0, 3389)));

    assertEquals(ProbeSettings.CONNECT, followUp.settings());
    assertEquals(Duration.ZERO, followUp.spacing());
    assertEquals(followUp, POLICY.next(SILENT, seen(0, 3389)), "rows share the connection");
  }

  @Test
  void comesInTurnWithOtherPolicies() {
    FollowUpPolicy once =
        (row, host) ->
            new FollowUp(9, ProbeSettings.NEGOTIATE, Duration.ZERO, (known, result) -> known);
    FollowUpPolicy both = FollowUpPolicy.inTurn(List.of(FollowUpPolicy.NONE, POLICY, once));
    ProbeResult row = SILENT;
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FollowUp followUp = assertInstanceOf(FollowUp.class, both.next(row, seen(0, 3389)));
      asked.add(followUp.port());
      row = followUp.fold().into(row, result(followUp.port(), Outcome.SILENT));
    }

    assertEquals(List.of(135, 445, 9), asked);
    assertEquals(FollowUpPolicy.NONE, FollowUpPolicy.inTurn(List.of(FollowUpPolicy.NONE)));
  }

  private record Asked(List<Integer> ports, Liveness liveness, String detail) {}

  private static Asked ask(Outcome outcome, int answeredPort, int... targets) {
    List<Integer> ports = new ArrayList<>();
    RowStep step = POLICY.next(SILENT, seen(answeredPort, targets));
    ProbeResult row = SILENT;
    while (step instanceof FollowUp followUp) {
      ports.add(followUp.port());
      row = followUp.fold().into(row, result(followUp.port(), outcome));
      step = POLICY.next(row, seen(answeredPort, targets));
    }
    ProbeResult complete = ((RowStep.Complete) step).row();
    assertEquals(SILENT, complete.with("", Supplement.NONE), "the rest is left alone");
    return new Asked(ports, complete.supplement().liveness(), complete.detail());
  }

  private static HostSeen seen(int answeredPort, int... targets) {
    return new HostSeen(Ports.of(targets), answeredPort);
  }

  private static ProbeResult result(int port, Outcome outcome) {
    InetSocketAddress endpoint = new InetSocketAddress(TARGET.endpoint().getAddress(), port);
    return new ProbeResult(
        new Target(endpoint, TARGET.spec()),
        outcome,
        outcome.stage(),
        "",
        1,
        Timings.NONE,
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        0);
  }
}
