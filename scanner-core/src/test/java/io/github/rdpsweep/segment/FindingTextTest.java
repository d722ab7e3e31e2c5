package io.github.rdpsweep.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.target.Prefix;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTextTest {

  @Test
  void tellsWhatFailsAndWhatThatIsConsistentWith() {
    Finding finding =
        failing(
            Cause.NETWORK,
            "Berlin",
            Map.of(Outcome.SILENT, 405, Outcome.UNREACHABLE, 7),
            "10.20.0.0/22");

    assertEquals(
        "Berlin (10.20.0.0/22): 412 of 430 expected hosts fail (96 %, 95 % interval 93-97 %;"
            + " elsewhere 1.2 %): 405 silent, 7 unreachable; consistent with a path that is cut"
            + " (network): no more than a few hosts show life.",
        finding.sentence());
  }

  @Test
  void tellsHowMuchSlowerASegmentIs() {
    Finding finding =
        new Finding(
            Finding.Kind.SLOW,
            Cause.NETWORK,
            List.of(Prefix.parse("10.0.0.0/24")),
            "",
            60,
            0,
            0,
            51_300_000,
            1_040_000,
            Map.of(),
            0);

    assertEquals(
        "10.0.0.0/24: round trips to 60 hosts take 51 ms where 1.0 ms are typical of the fleet;"
            + " consistent with a slow path (network), or with distance.",
        finding.sentence());
  }

  @Test
  void tellsHowManyHostsLosePackets() {
    Finding finding =
        new Finding(
            Finding.Kind.LOSSY,
            Cause.NETWORK,
            List.of(Prefix.parse("10.0.0.0/24")),
            "",
            254,
            71,
            0,
            -1,
            -1,
            Map.of(),
            0);

    assertEquals(
        "10.0.0.0/24: packets had to be sent again to 71 of 254 hosts (28 %, 95 % interval 23-34 %;"
            + " elsewhere 0 %); consistent with loss on the path (network).",
        finding.sentence());
  }

  @Test
  void namesNoMoreThanFourPrefixes() {
    String[] five = Stream.of(1, 3, 5, 7, 9).map(i -> "10.0." + i + ".0/24").toArray(String[]::new);
    Finding finding = failing(Cause.NETWORK, "", Map.of(Outcome.SILENT, 412), five);

    assertTrue(
        finding.sentence().startsWith("10.0.1.0/24, 10.0.3.0/24, 10.0.5.0/24 and 2 more: "),
        finding.sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "NETWORK, SILENT, rdpsweep trace",
    "FIREWALL, RESET, rules for TCP and UDP 3389",
    "SERVICE, REFUSED, Allow users to connect remotely",
    "SERVICE, HUNG, event 1006 and the value of MaxOutstandingConnections",
    "SERVICE, NOT_RDP, which program owns the port",
    "SERVICE, SILENT, whether these hosts are up",
    "COMPATIBILITY, NEGOTIATION_REFUSED, plan the update",
  })
  void theNextStepFitsCauseAndEvidence(Cause cause, Outcome commonest, String step) {
    Finding finding = failing(cause, "", Map.of(commonest, 400, Outcome.CLOSED, 12), "10.0.0.0/24");

    assertTrue(finding.nextStep().contains(step), finding.nextStep());
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseIsWordedAsEvidenceAndAsOneLine(Cause cause) {
    Finding finding = failing(cause, "", Map.of(Outcome.SILENT, 412), "10.0.0.0/24");

    assertTrue(finding.sentence().contains("consistent with "), finding.sentence());
    assertFalse((finding.sentence() + finding.nextStep()).contains("\n"));
    assertTrue(finding.nextStep().endsWith("."));
  }

  @ParameterizedTest(name = "{0} hung and {1} refused of 430 hosts: {2}")
  @CsvSource({"412, 0, true", "300, 112, false", "3, 0, false"})
  void suspectsAMiddleboxWhereAWholeSegmentAcceptsAndDoesNotAnswer(
      int hung, int refused, boolean suspected) {
    Finding finding =
        failing(
            Cause.SERVICE, "", Map.of(Outcome.HUNG, hung, Outcome.REFUSED, refused), "10.0.0.0/24");

    assertEquals(suspected, finding.sentence().contains("as from a middlebox that accepts"));
    assertEquals(suspected, finding.nextStep().contains("a device in the path that accepts"));
  }

  @Test
  void failureCodeFourPointsToAMiddlebox() {
    Finding finding =
        new Finding(
            Finding.Kind.FAILING,
            Cause.FIREWALL,
            List.of(Prefix.parse("10.0.0.0/24")),
            "",
            60,
            50,
            0,
            -1,
            -1,
            Map.of(Outcome.NEGOTIATION_REFUSED, 50),
            48);

    assertTrue(
        finding
            .sentence()
            .endsWith(
                "; 48 answered with failure code 4, which a request in clear text should never"
                    + " get: a middlebox is one explanation."),
        finding.sentence());
    assertTrue(finding.nextStep().contains("inspects RDP"), finding.nextStep());
  }

  private static Finding failing(
      Cause cause, String name, Map<Outcome, Integer> evidence, String... prefixes) {
    return new Finding(
        Finding.Kind.FAILING,
        cause,
        Stream.of(prefixes).map(Prefix::parse).toList(),
        name,
        430,
        412,
        0.0123,
        -1,
        1_000_000,
        evidence,
        0);
  }
}
