package io.github.rdpsweep.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.Conclusions;
import io.github.rdpsweep.report.ResultColumn;
import io.github.rdpsweep.report.ResultsCsv;
import io.github.rdpsweep.report.RewrittenResults;
import io.github.rdpsweep.report.RowTexts;
import io.github.rdpsweep.report.SafeCell;
import io.github.rdpsweep.report.SweepTally;
import io.github.rdpsweep.report.WrittenRow;
import io.github.rdpsweep.report.WrittenRowReader;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.stats.RowStats;
import io.github.rdpsweep.target.Prefix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void tellsWhatTheRowsShow() throws IOException {
    JsonNode data =
        data(
            page(
                "10.0.0.1,3389,ok,,ready,1.500,srv1",
                "10.0.0.2,3389,failing,service,refused,0.250,srv2",
                "10.0.1.1,3389,absent,,silent,,"));

    assertEquals(3, data.get("rows").asInt());
    assertEquals("[\"failing\",1]", data.get("verdicts").get(0).toString());
    assertEquals(2, data.get("segments").size());
    assertEquals("10.0.0.0/24", data.get("segments").get(0).get(0).asText());
    assertEquals(2, data.get("curves").get("connect").get("count").asInt());
    assertEquals(List.of("10.0.0.1", "10.0.0.2", "10.0.1.1"), cells(data, "address"));
    assertEquals(List.of("1.500", "0.250", ""), cells(data, "connect_ms"));
    assertEquals(List.of("", "service", ""), cells(data, "cause"));
    assertEquals(List.of("", "", ""), cells(data, "tls_version"));
    assertTrue(data.get("changes").isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>&lt;",
        "'onload=alert(1) '",
        "{{data}}{{script}}$1\\u003c",
        "\u2028\u2029\u202e",
      })
  void noTextCanLeaveTheDataOfThePage(String text) throws IOException {
    String page = page("10.0.0.1,3389,ok,,ready,1.500,\"" + text + "\"");

    assertEquals(List.of(SafeCell.of(text)), cells(data(page), "dns_name"));
    Matcher data = DATA.matcher(page);
    assertTrue(data.find());
    assertFalse(data.group(1).matches("(?s).*[<>&].*"), "markup in the data");
    assertEquals(
        page("10.0.0.1,3389,ok,,ready,1.500,x").split("<script", -1).length,
        page.split("<script", -1).length);
  }

  @Test
  void allowsItsOwnStyleAndScriptAndNothingElse() throws Exception {
    String page = page("10.0.0.1,3389,ok,,ready,1.500,x");

    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    int from = page.lastIndexOf("<script>") + 8;
    String script = page.substring(from, page.indexOf("</script>", from));
    assertTrue(
        page.contains(
            "content=\"default-src 'none'; style-src 'sha256-"
                + sha256(style)
                + "'; script-src 'sha256-"
                + sha256(script)
                + "'; base-uri 'none'; form-action 'none'\""));
    assertFalse(Pattern.compile("\\b(src|href)=\"(?!#)").matcher(page).find(), "loads something");
    assertFalse(page.contains("style=\""), "the policy forbids style attributes");
  }

  @Test
  void writesOutWhatThereIsNoPhraseFor() throws IOException {
    int more = Phrases.MOST + 100;
    List<String> advice = new ArrayList<>();
    List<Map<ResultColumn, String>> rows = new ArrayList<>();
    HostSample sample = new HostSample();
    for (int i = 0; i < more; i++) {
      advice.add("see to it, the " + i + "th \"time\"");
      rows.add(Map.of(ResultColumn.VERDICT, "ok", ResultColumn.ADVICE, advice.get(i)));
    }
    offer(rows, sample);

    assertEquals(advice, cells(sample, "advice"));
    assertEquals(Collections.nCopies(more, "ok"), cells(sample, "verdict"));
  }

  @Test
  void keepsWhatMattersMostInWhateverOrderItComes() throws IOException {
    Random random = new Random(7);
    List<Map<ResultColumn, String>> rows = new ArrayList<>();
    String[] verdicts = {"absent", "ok", "failing", "degraded", "unknown"};
    for (int i = 0; i < 5_000; i++) {
      Map<ResultColumn, String> row = new EnumMap<>(ResultColumn.class);
      row.put(ResultColumn.ADDRESS, "10.0." + i / 250 + "." + i % 250);
      row.put(ResultColumn.PORT, "3389");
      row.put(ResultColumn.VERDICT, verdicts[i % 10 == 0 ? 2 : i % 10 == 1 ? 3 : i % 2]);
      rows.add(row);
    }
    Set<Set<String>> samples = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(rows, random);
      HostSample sample = new HostSample(1_200);
      offer(rows, sample);
      assertEquals(5_000, sample.seen());
      List<String> kept = cells(sample, "verdict");
      assertEquals(500, Collections.frequency(kept, "failing"));
      assertEquals(500, Collections.frequency(kept, "degraded"));
      assertEquals(200, Collections.frequency(kept, "ok"));
      Set<String> addresses = new HashSet<>(cells(sample, "address"));
      assertEquals(1_200, addresses.size());
      samples.add(addresses);
    }

    assertEquals(1, samples.size());
  }

  @Test
  void keepsNoMoreThanItMayOfRowsThatAreAlike() throws IOException {
    HostSample sample = new HostSample(100);
    offer(
        Collections.nCopies(
            1_000, Map.of(ResultColumn.ADDRESS, "10.0.0.1", ResultColumn.VERDICT, "ok")),
        sample);

    assertEquals(Collections.nCopies(100, "10.0.0.1"), cells(sample, "address"));
  }

  @Test
  void takesResultsInPiecesOfAnySize() throws IOException {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(results, SecurityProtocol.RDP, List.of("owner", "room"));
    csv.flush();
    String empty = ",".repeat(ResultColumn.values().length - 7);
    for (int i = 0; i < 300; i++) {
      String row = "10.0.0.0/23,10.0." + i / 250 + "." + i % 250 + ",3389,10.0.0.0/24,ok,,ready";
      results.writeBytes((row + empty + ",Ann," + i + "\n").getBytes(UTF_8));
    }
    List<String> expected = null;
    Random random = new Random(11);
    for (int most : new int[] {1, 20, 1_000, 100_000}) {
      HostSample sample = new HostSample();
      OutputStream pieces = sample.results();
      for (int at = 0; at < results.size(); ) {
        int length = Math.min(1 + random.nextInt(most), results.size() - at);
        pieces.write(results.toByteArray(), at, length);
        at += length;
      }
      assertEquals(300, sample.seen(), "in pieces of " + most);
      List<String> addresses = cells(sample, "address");
      assertEquals("10.0.1.49", addresses.get(299));
      assertEquals(expected == null ? addresses : expected, addresses);
      expected = addresses;
    }
  }

  @Test
  void refusesRowsOfAnotherForm() {
    OutputStream results = new HostSample().results();

    assertThrows(
        IllegalArgumentException.class, () -> results.write("address,port\n".getBytes(UTF_8)));
  }

  @Test
  void keepsLongRowsWhole() throws IOException {
    List<String> names = new ArrayList<>();
    List<Map<ResultColumn, String>> rows = new ArrayList<>();
    HostSample sample = new HostSample();
    for (int i = 0; i < 40; i++) {
      names.add("n".repeat(1 + i * 9_973) + "\"" + i);
      rows.add(Map.of(ResultColumn.VERDICT, "ok", ResultColumn.DNS_NAME, names.get(i)));
    }
    offer(rows, sample);

    assertEquals(names, cells(sample, "dns_name"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.3.0/24, 10.20.0.0/16, 768, 256",
    "10.20.0.0/16, 10.20.0.0/16, 0, 1",
    "10.16.0.0/12, 10.16.0.0/12, 0, 1",
    "10.20.255.240/28, 10.20.0.0/16, 65520, 16",
    "2001:db8:1:ffff::/64, 2001:db8:1::/48, 65535, 1",
    "2001:db8:1:10::/60, 2001:db8:1::/48, 16, 16",
    "2001:db8:1:5::80/121, 2001:db8:1::/48, 5, 1",
  })
  void placesPrefixesInTheirBlocks(String prefix, String block, int offset, int size) {
    assertEquals(
        new MapPlace(Prefix.parse(block), offset, size), MapPlace.of(Prefix.parse(prefix)));
  }

  @Test
  void ofTooManySegmentsThoseWithTroubleStay() throws IOException {
    SweepTally tally = new SweepTally(SegmentNames.NONE);
    Path file =
        results(
            "10.0.0.1,3389,ok,,ready,1.500,a",
            "10.0.1.1,3389,absent,,silent,,",
            "10.0.2.1,3389,failing,service,refused,1.500,b",
            "10.0.3.1,3389,degraded,network,ready,1.500,b");
    WrittenRowReader.read(file, tally::add);

    SegmentSample sample = SegmentSample.of(tally.segments(), List.of(), 3);

    assertEquals(4, sample.count());
    assertEquals(
        List.of("10.0.0.0/24", "10.0.2.0/24", "10.0.3.0/24"),
        sample.segments().stream().map(Segment::prefix).map(Prefix::toString).toList());
  }

  @Test
  void takesFromTheSummaryHowTheSweepWasMade() throws IOException {
    String summary =
        """
        {"program": "rdpsweep 9", "command": ["scan", "10.0.0.0/8", "-o", "it's.csv"],
         "vantage": {"host": "probe1", "rack": null}, "settings": {"seed": 7, "later": [1, 2]},
         "findings": [{"sentence": "x"}], "rows": 3, "unheard": {"of": 1}}
        """;

    List<MadeFact> facts = MadeFacts.of(summary.getBytes(UTF_8));

    assertEquals(
        List.of(
            new MadeFact("program", "rdpsweep 9"),
            new MadeFact("command", "rdpsweep scan 10.0.0.0/8 -o 'it'\\''s.csv'"),
            new MadeFact("host", "probe1"),
            new MadeFact("seed", "7"),
            new MadeFact("rows", "3")),
        facts);
  }

  private static void offer(List<Map<ResultColumn, String>> rows, HostSample sample)
      throws IOException {
    RewrittenResults results = new RewrittenResults(sample.results(), HostSample.columns());
    rows.forEach(row -> results.write(column -> row.getOrDefault(column, "")));
  }

  /** The cells of a column, as the page's script reads them. */
  private static List<String> cells(JsonNode data, String column) {
    JsonNode hosts = data.get("hosts");
    String lines = hosts.get("rows").asText();
    List<String> found = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      found.add(HostLine.read(hosts.get("parts"), line).getOrDefault(column, ""));
    }
    assertEquals(hosts.get("size").asInt(), found.size());
    return found;
  }

  private static List<String> cells(HostSample sample, String column) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeFieldName("hosts");
      HostsJson.write(json, out, sample);
      json.writeEndObject();
    }
    return cells(new ObjectMapper().readTree(out.toByteArray()), column);
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertTrue(matcher.find());
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private Path results(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("rows.csv"),
        "address,port,verdict,cause,outcome,connect_ms,dns_name\n"
            + String.join("\n", rows)
            + "\n");
  }

  private String page(String... rows) throws IOException {
    SweepTally tally = new SweepTally(SegmentNames.NONE);
    RowStats stats = new RowStats();
    HostSample hosts = new HostSample();
    RewrittenResults rewritten = new RewrittenResults(hosts.results(), HostSample.columns());
    WrittenRowReader.read(
        results(rows),
        HostSample.columns(),
        (WrittenRow row, RowTexts texts) -> {
          tally.add(row);
          row.addTo(stats);
          rewritten.write(texts);
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlReport.write(
        out,
        new Report(
            Conclusions.of(tally, InventoryCoverage.NONE, Repeats.NONE),
            tally,
            stats.outcomes(),
            Map.of(Stage.CONNECT, stats.curve(Stage.CONNECT)),
            hosts,
            Optional.empty(),
            List.of(),
            "rdpsweep 1"));
    return out.toString(UTF_8);
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
