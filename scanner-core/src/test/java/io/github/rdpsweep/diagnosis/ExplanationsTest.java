package io.github.rdpsweep.diagnosis;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.SecurityProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationsTest {

  private static final Explanations EXPLANATIONS = Explanations.load();

  @Test
  void explainsEveryOutcomeAndNoOther() {
    assertEquals(
        Arrays.stream(Outcome.values()).map(Outcome::label).collect(toSet()), names(Topic.OUTCOME));
  }

  @Test
  void explainsEveryStageAndNoOther() {
    assertEquals(
        Arrays.stream(Stage.values()).map(Stage::label).collect(toSet()), names(Topic.STAGE));
  }

  @Test
  void explainsEveryCauseAndVerdict() {
    assertEquals(
        Set.of("network", "firewall", "service", "compatibility", "undetermined"),
        names(Topic.CAUSE));
    assertEquals(Set.of("ok", "degraded", "failing", "absent", "unknown"), names(Topic.VERDICT));
  }

  static IntStream namedFailureCodes() {
    return IntStream.range(0, 256)
        .filter(code -> !new FailureCode(code).toString().startsWith("failure code"));
  }

  @ParameterizedTest
  @MethodSource("namedFailureCodes")
  void explainsEveryNamedFailureCode(int code) {
    List<Explanation> found = EXPLANATIONS.find("failure " + code);

    assertEquals(1, found.size());
    assertEquals(new FailureCode(code).toString(), found.get(0).name());
    assertEquals(found, EXPLANATIONS.find(found.get(0).name()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x1, 0x2, 0x4, 0x8, 0x10})
  void explainsEveryNamedProtocol(int bit) {
    List<Explanation> found = EXPLANATIONS.find("protocol " + bit);

    assertEquals(1, found.size());
    assertEquals(new SecurityProtocol(bit).toString(), found.get(0).name());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void saysOfEveryOutcomeWhatShowsItWhatItFitsAndWhatToDo(Outcome outcome) {
    assertComplete(only(EXPLANATIONS.find(outcome.label())));
  }

  @Test
  void saysOfEveryFailureCodeAndCauseWhatShowsItWhatItFitsAndWhatToDo() {
    Stream.of(Topic.FAILURE, Topic.CAUSE)
        .flatMap(topic -> EXPLANATIONS.of(topic).stream())
        .forEach(ExplanationsTest::assertComplete);
  }

  @Test
  void namesASourceForEveryCode() {
    for (Explanation explanation : EXPLANATIONS.all()) {
      assertFalse(explanation.meaning().isEmpty(), explanation.name());
      if (explanation.number().isPresent()) {
        assertFalse(explanation.source().isEmpty(), explanation.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0x4", "0X4", "0x00000004", "00004"})
  void tellsEveryMeaningOfFourLayerByLayer(String four) {
    List<Explanation> found = EXPLANATIONS.find(four);

    assertEquals(
        List.of(
            "0x4",
            "exDiscReasonServerLogonTimeout",
            "ERRINFO_LOGON_TIMEOUT",
            "INCONSISTENT_FLAGS",
            "RDSTLS",
            "NEGRSP_FLAG_RESERVED",
            "ERR_INVALID_SCOPE",
            "ENCRYPTION_LEVEL_FIPS",
            "SAFERROR_REMOTEBYUSER",
            "ERROR_TOO_MANY_OPEN_FILES"),
        found.stream().map(Explanation::name).toList());
  }

  @Test
  void namesAllFourCausesForTheDialogsCode() {
    Explanation dialog = only(EXPLANATIONS.find("client 0x4"));

    for (String cause : List.of("network", "firewall", "service", "compatibility")) {
      assertTrue(dialog.consistentWith().contains(cause), cause);
      assertTrue(dialog.steps().stream().anyMatch(s -> s.text().startsWith(cause + ":")), cause);
    }
  }

  @Test
  void neverClaimsToKnowWhatTheDialogsCodeStandsFor() {
    Pattern claim =
        Pattern.compile("0x4\"? (means|is caused|is a|indicates|stands)", Pattern.CASE_INSENSITIVE);

    for (Explanation explanation : EXPLANATIONS.all()) {
      texts(explanation)
          .forEach(
              text -> assertFalse(claim.matcher(text).find(), explanation.name() + ": " + text));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "silent, silent",
    "SILENT, silent",
    "not-rdp, not-rdp",
    "NOT_RDP, not-rdp",
    "not rdp, not-rdp",
    "outcome not-rdp, not-rdp",
    "hybrid_required_by_server, HYBRID_REQUIRED_BY_SERVER",
    "failure 5, HYBRID_REQUIRED_BY_SERVER",
    "failure 0x5, HYBRID_REQUIRED_BY_SERVER",
    "failure_code 5, HYBRID_REQUIRED_BY_SERVER",
    "failure code 5, HYBRID_REQUIRED_BY_SERVER",
    "failureCode=5, HYBRID_REQUIRED_BY_SERVER",
    "extended error code: 0x4, exDiscReasonServerLogonTimeout",
    "error code: 0x4, 0x4",
    "errinfo 4, ERRINFO_LOGON_TIMEOUT",
    "0x204, 0x204",
    "516, 0x204",
    "0x1B07, 0x1b07",
    "CredSSP, HYBRID",
    "maxoutstandingconnections, MaxOutstandingConnections",
    "event 1006, MaxOutstandingConnections",
    "firewall, firewall",
    "cause network, network",
    "unknown, unknown",
  })
  void findsOneByAnySpelling(String query, String name) {
    assertEquals(name, only(EXPLANATIONS.find(query)).name());
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void listsATopicByItsName(Topic topic) {
    assertEquals(EXPLANATIONS.of(topic), EXPLANATIONS.find(topic.name().toLowerCase(Locale.ROOT)));
    assertFalse(EXPLANATIONS.of(topic).isEmpty());
  }

  @Test
  void listsATopicByItsPlural() {
    assertEquals(EXPLANATIONS.of(Topic.VERDICT), EXPLANATIONS.find("verdicts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nonsense", "failure 99", "failure silent", "0x", "-4", "99999999999"})
  void findsNothingOfWhatIsUnknown(String query) {
    assertEquals(List.of(), EXPLANATIONS.find(query));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "silnt, silent",
    "sielnt, silent",
    "refuse, refused",
    "unacknowleged, unacknowledged",
    "HYBRID_REQUIRD_BY_SERVER, HYBRID_REQUIRED_BY_SERVER",
  })
  void suggestsTheNearestName(String word, String name) {
    assertEquals(name, EXPLANATIONS.similarTo(word).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyzzyplugh", "", "0x99"})
  void suggestsNothingFarFetched(String word) {
    assertEquals(List.of(), EXPLANATIONS.similarTo(word));
  }

  @Test
  void givesNoNameTwiceInOneTopic() {
    for (Topic topic : Topic.values()) {
      List<String> names = EXPLANATIONS.of(topic).stream().map(Explanation::name).toList();
      assertEquals(Set.copyOf(names).size(), names.size(), topic.name());
    }
  }

  @Test
  void refersOnlyToExplanationsThatExist() {
    Pattern reference = Pattern.compile("\"rdpsweep explain ([^\"]+)\"");
    for (Explanation explanation : EXPLANATIONS.all()) {
      texts(explanation)
          .flatMap(text -> reference.matcher(text).results())
          .map(match -> match.group(1).replace("CODE", "5"))
          .forEach(query -> assertFalse(EXPLANATIONS.find(query).isEmpty(), query));
    }
  }

  private static Stream<String> texts(Explanation e) {
    return Stream.concat(
        Stream.of(e.meaning(), e.evidence(), e.consistentWith(), e.source()),
        e.steps().stream().map(Explanation.Step::text));
  }

  private static Set<String> names(Topic topic) {
    return EXPLANATIONS.of(topic).stream().map(Explanation::name).collect(toSet());
  }

  private static Explanation only(List<Explanation> found) {
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  private static void assertComplete(Explanation explanation) {
    assertFalse(explanation.evidence().isEmpty(), explanation.name());
    assertFalse(explanation.consistentWith().isEmpty(), explanation.name());
    assertFalse(explanation.steps().isEmpty(), explanation.name());
  }
}
