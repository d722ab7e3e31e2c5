package io.github.rdpsweep.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.target.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final long NONE = Sighting.NO_CERTIFICATE;

  private final Conditions conditions = new Conditions();
  private final Snapshot.Builder before = new Snapshot.Builder(conditions);
  private final Snapshot.Builder after = new Snapshot.Builder(conditions);

  @ParameterizedTest(name = "{0} then {1}: {2}")
  @CsvSource({
    // what was, what is, the change, whether that is a new failure
    "ok,       ok,       '',        false",
    "ok,       degraded, '',        false",
    "degraded, ok,       '',        false",
    "ok,       failing,  broke,     true",
    "degraded, failing,  broke,     true",
    "ok,       absent,   vanished,  false",
    "degraded, absent,   vanished,  false",
    "ok,       unknown,  '',        false",
    "degraded, unknown,  '',        false",
    "failing,  ok,       recovered, false",
    "failing,  degraded, recovered, false",
    "failing,  failing,  '',        false",
    "failing,  absent,   vanished,  false",
    "failing,  unknown,  '',        false",
    "absent,   ok,       appeared,  false",
    "absent,   degraded, appeared,  false",
    "absent,   failing,  appeared,  true",
    "absent,   absent,   '',        false",
    "absent,   unknown,  '',        false",
    "unknown,  ok,       '',        false",
    "unknown,  failing,  failing,   true",
    "unknown,  absent,   '',        false",
    "unknown,  unknown,  '',        false",
    // not in the file
    "'',       ok,       '',        false",
    "'',       failing,  failing,   true",
    "'',       absent,   '',        false",
    "ok,       '',       '',        false",
    "failing,  '',       '',        false",
  })
  void tellsAChangeByTheVerdicts(String was, String is, String change, boolean newFailure) {
    if (!was.isEmpty()) {
      add(before, "10.0.0.7", was);
    }
    if (!is.isEmpty()) {
      add(after, "10.0.0.7", is);
    }

    Comparison comparison = comparison(Grouping.SEGMENTS);

    String expected = change.isEmpty() ? "" : change + " 10.0.0.7:3389 " + was + ">" + is;
    assertEquals(expected, String.join("; ", changes(comparison)));
    assertEquals(newFailure ? 1 : 0, comparison.newFailures());
  }

  @Test
  void countsWhatOneSweepDidNotCoverOrCouldNotJudge() {
    add(before, "10.0.0.1", "ok");
    add(before, "10.0.0.2", "ok");
    add(before, "10.0.0.3", "unknown");
    add(after, "10.0.0.2", "ok");
    add(after, "10.0.0.3", "absent");
    add(after, "10.0.0.4", "ok");
    add(after, "10.0.0.5", "absent");

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(2, comparison.inBoth());
    assertEquals(1, comparison.unknown());
    assertEquals(1, comparison.onlyBefore());
    assertEquals(2, comparison.onlyAfter());
    assertEquals(List.of(), changes(comparison));
  }

  @Test
  void tellsPortsOfAHostApart() {
    before.add(address("10.0.0.7"), 3389, "", NONE, verdict("ok"));
    before.add(address("10.0.0.7"), 3390, "", NONE, verdict("ok"));
    after.add(address("10.0.0.7"), 3389, "", NONE, verdict("ok"));
    after.add(address("10.0.0.7"), 3390, "", NONE, verdict("failing"));

    assertEquals(List.of("broke 10.0.0.7:3390 ok>failing"), changes(comparison(Grouping.SEGMENTS)));
  }

  @ParameterizedTest(name = "{0} then {1}: {2}")
  @CsvSource({
    // certificate, protocol, TLS version and build; - is not measured
    "1 HYBRID TLSv1.2 10.0.1, 1 HYBRID TLSv1.2 10.0.1, ''",
    "1 HYBRID TLSv1.2 10.0.1, 2 HYBRID TLSv1.2 10.0.1, certificate 0000000000000001>0000000000000002",
    "1 HYBRID TLSv1.2 10.0.1, 1 SSL TLSv1.2 10.0.1,    protocol HYBRID TLSv1.2>SSL TLSv1.2",
    "1 HYBRID TLSv1.2 10.0.1, 1 HYBRID TLSv1.3 10.0.1, protocol HYBRID TLSv1.2>HYBRID TLSv1.3",
    "1 HYBRID TLSv1.2 10.0.1, 1 HYBRID TLSv1.2 10.0.2, build 10.0.1>10.0.2",
    "1 HYBRID TLSv1.2 10.0.1, - HYBRID - -,            ''",
    "- HYBRID - -,            1 HYBRID TLSv1.2 10.0.1, ''",
    "- - - -,                 1 HYBRID TLSv1.2 10.0.1, ''",
    "- - TLSv1.2 -,           - - TLSv1.3 -,           protocol TLSv1.2>TLSv1.3",
  })
  void tellsOtherFactsWhereBothSweepsHaveThem(String was, String is, String change) {
    addFacts(before, was.split(" "));
    addFacts(after, is.split(" "));

    assertEquals(
        change,
        String.join("; ", changes(comparison(Grouping.NONE))).replace(" 10.0.0.7:3389", ""));
  }

  @Test
  void tellsASegmentThatBrokeInOneLine() {
    for (int i = 1; i <= 200; i++) {
      add(before, "10.0.0." + i, "ok");
      add(after, "10.0.0." + i, i <= 150 ? "failing" : i <= 199 ? "ok" : "unknown");
    }
    add(before, "10.0.1.1", "ok");
    add(after, "10.0.1.1", "failing");

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(
        List.of("broke 10.0.0.0/24 150 of 199: refused", "broke 10.0.1.1:3389 ok>failing"),
        changes(comparison));
    assertEquals(151, comparison.targets(ChangeKind.BROKE));
    assertEquals(1, comparison.segments(ChangeKind.BROKE));
    assertEquals(150, comparison.targetsInSegments(ChangeKind.BROKE));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"3, 3, 0", "4, 4, 1", "4, 7, 1", "4, 8, 0", "128, 254, 1", "127, 254, 0"})
  void takesASegmentForBrokenWhereMostOfWhatWasWellIs(int failing, int well, int segments) {
    for (int i = 1; i <= 254; i++) {
      add(before, "10.0.0." + i, i <= well ? "ok" : "absent");
      add(after, "10.0.0." + i, i <= failing ? "failing" : i <= well ? "degraded" : "absent");
    }

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(segments, comparison.segments(ChangeKind.BROKE));
    assertEquals(segments == 1 ? 1 : failing, changes(comparison).size());
  }

  @Test
  void rollsUpEveryKindOfChange() {
    for (int i = 1; i <= 4; i++) {
      add(before, "10.0.1." + i, "failing");
      add(after, "10.0.1." + i, "ok");
      add(before, "10.0.2." + i, "ok");
      add(after, "10.0.2." + i, "absent");
      add(before, "10.0.3." + i, "absent");
      add(after, "10.0.3." + i, "ok");
      add(after, "2001:db8::" + i, "failing");
    }

    assertEquals(
        List.of(
            "failing 2001:db8::/64 4 of 4: refused",
            "vanished 10.0.2.0/24 4 of 4: silent",
            "appeared 10.0.3.0/24 4 of 4: ready",
            "recovered 10.0.1.0/24 4 of 4: ready"),
        changes(comparison(Grouping.SEGMENTS)));
  }

  @Test
  void namesEveryTargetIfAskedTo() {
    for (int i = 1; i <= 50; i++) {
      add(before, "10.0.0." + i, "ok");
      add(after, "10.0.0." + i, "failing");
    }

    Comparison comparison = comparison(Grouping.NONE);

    assertEquals(50, changes(comparison).size());
    assertEquals(0, comparison.segments(ChangeKind.BROKE));
    assertEquals(0, comparison.targetsInSegments(ChangeKind.BROKE));
  }

  @Test
  void followsANameThatIsNoLongerFound() {
    before.add(address("10.0.0.7"), 3389, "srv1 SRV1.example", NONE, verdict("ok"));
    before.add(address("2001:db8::7"), 3389, "srv1", NONE, verdict("degraded"));
    before.add(address("10.0.0.8"), 3389, "srv2", NONE, verdict("ok"));
    after.add(Sighting.NO_ADDRESS, 3389, "srv1", NONE, verdict("failing"));
    after.add(address("10.0.0.8"), 3389, "srv2", NONE, verdict("ok"));

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(
        List.of(
            "broke 10.0.0.7:3389 srv1 ok>failing", "broke 2001:db8::7:3389 srv1 degraded>failing"),
        changes(comparison));
    assertEquals(0, comparison.onlyBefore() + comparison.onlyAfter());
  }

  @Test
  void followsANameThatIsFoundAgain() {
    before.add(Sighting.NO_ADDRESS, 3389, "srv1", NONE, verdict("failing"));
    before.add(Sighting.NO_ADDRESS, 3389, "lost", NONE, verdict("failing"));
    after.add(address("10.0.0.7"), 3389, "srv1", NONE, verdict("ok"));
    after.add(Sighting.NO_ADDRESS, 3389, "lost", NONE, verdict("failing"));
    after.add(Sighting.NO_ADDRESS, 3389, "other", NONE, verdict("failing"));

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(
        List.of("failing ?:3389 other >failing", "recovered 10.0.0.7:3389 srv1 failing>ok"),
        changes(comparison));
    assertEquals(1, comparison.newFailures());
  }

  @Test
  void takesNamesThatWereNotFoundForNoSegment() {
    for (int i = 1; i <= 9; i++) {
      after.add(Sighting.NO_ADDRESS, 3389, "srv" + i, NONE, verdict("failing"));
    }

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(9, changes(comparison).size());
    assertEquals(0, comparison.segments(ChangeKind.FAILING));
  }

  @Test
  void reducesConditionsToVerdictsWhenThereAreTooMany() {
    for (int i = 0; i < Conditions.LIMIT + 10; i++) {
      String build = "10.0." + i;
      IpAddress address = address("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
      before.add(address, 3389, "", NONE, new Condition(Verdict.OK, "", "ready", "", "", build));
      after.add(address, 3389, "", NONE, new Condition(Verdict.OK, "", "ready", "", "", build));
    }
    add(before, "10.9.0.1", "ok");
    after.add(
        address("10.9.0.1"), 3389, "", NONE, new Condition(Verdict.FAILING, "", "x", "", "", "y"));

    Comparison comparison = comparison(Grouping.SEGMENTS);

    assertEquals(List.of("broke 10.9.0.1:3389 ok>failing"), changes(comparison));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void findsWhatAMapFinds(int round) {
    long seed = System.nanoTime() + round;
    Random random = new Random(seed);
    Map<String, Verdict> was = draw(random, before);
    Map<String, Verdict> is = draw(random, after);

    Set<String> expected = new TreeSet<>();
    Set<String> all = new TreeSet<>(was.keySet());
    all.addAll(is.keySet());
    for (String target : all) {
      String change = change(was.get(target), is.get(target));
      if (!change.isEmpty()) {
        expected.add(change + " " + target);
      }
    }
    Comparison comparison = comparison(Grouping.NONE);
    List<String> found = new ArrayList<>();
    for (ChangeKind kind : ChangeKind.values()) {
      comparison.forEach(
          kind, change -> found.add(kind.label() + " " + place((Change.OfTarget) change)));
    }
    Set<String> sorted = new TreeSet<>(found);

    assertEquals(found.size(), sorted.size(), "seed " + seed);
    assertEquals(expected, sorted, "seed " + seed);
    assertTrue(expected.size() > 50, "seed " + seed);
  }

  /** Close together, so that many are in both and some are twice in one. */
  private Map<String, Verdict> draw(Random random, Snapshot.Builder snapshot) {
    Verdict[] verdicts = Verdict.values();
    Map<String, Verdict> drawn = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      String address =
          switch (random.nextInt(4)) {
            case 0 -> "10.0.0." + random.nextInt(100);
            case 1 -> "255.255.255." + random.nextInt(100);
            case 2 -> "127.255.255." + random.nextInt(100);
            default -> "2001:db8::" + random.nextInt(99);
          };
      int port = random.nextInt(8) == 0 ? 65_535 : 3389;
      Verdict verdict = verdicts[random.nextInt(verdicts.length)];
      long certificate = random.nextInt(3) == 0 ? 7 : NONE;
      String name = random.nextInt(3) == 0 ? "srv" + random.nextInt(9) : "";
      snapshot.add(address(address), port, name, certificate, Condition.bare(verdict));
      drawn.merge(address(address) + ":" + port, verdict, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return drawn;
  }

  private static String change(Verdict was, Verdict is) {
    Set<Verdict> well = EnumSet.of(Verdict.OK, Verdict.DEGRADED);
    if (is == Verdict.FAILING) {
      if (was == null || was == Verdict.UNKNOWN) {
        return "failing";
      }
      return well.contains(was) ? "broke" : was == Verdict.ABSENT ? "appeared" : "";
    }
    if (was == null || is == null || was == Verdict.UNKNOWN || is == Verdict.UNKNOWN) {
      return "";
    }
    if (well.contains(is)) {
      return was == Verdict.FAILING ? "recovered" : was == Verdict.ABSENT ? "appeared" : "";
    }
    return was == Verdict.ABSENT ? "" : "vanished";
  }

  private Comparison comparison(Grouping grouping) {
    return Comparison.of(before.build(), after.build(), grouping);
  }

  private static List<String> changes(Comparison comparison) {
    List<String> told = new ArrayList<>();
    for (ChangeKind kind : ChangeKind.values()) {
      comparison.forEach(kind, change -> told.add(text(change)));
    }
    return told;
  }

  private static String text(Change change) {
    String kind = change.kind().label();
    if (change instanceof Change.OfSegment segment) {
      return String.format(
          "%s %s %d of %d: %s",
          kind, segment.segment(), segment.targets(), segment.of(), segment.outcome());
    }
    Change.OfTarget target = (Change.OfTarget) change;
    String name = target.name().isEmpty() ? "" : " " + target.name();
    return kind + " " + place(target) + name + " " + target.before() + ">" + target.after();
  }

  private static String place(Change.OfTarget target) {
    return target.address().map(IpAddress::toString).orElse("?") + ":" + target.port();
  }

  private static void add(Snapshot.Builder snapshot, String address, String verdict) {
    snapshot.add(address(address), 3389, "", NONE, verdict(verdict));
  }

  private static void addFacts(Snapshot.Builder snapshot, String... facts) {
    List<String> values = Arrays.stream(facts).map(fact -> fact.equals("-") ? "" : fact).toList();
    snapshot.add(
        address("10.0.0.7"),
        3389,
        "",
        values.get(0).isEmpty() ? NONE : Long.parseLong(values.get(0)),
        new Condition(Verdict.OK, "", "ready", values.get(1), values.get(2), values.get(3)));
  }

  private static Condition verdict(String label) {
    Map<String, String> outcomes =
        Map.of(
            "ok",
            "ready",
            "degraded",
            "ready",
            "failing",
            "refused",
            "absent",
            "silent",
            "unknown",
            "not-sent");
    return new Condition(
        Verdict.valueOf(label.toUpperCase(Locale.ROOT)), "", outcomes.get(label), "", "", "");
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text);
  }
}
