package io.github.rdpsweep.report;

import static io.github.rdpsweep.testing.SampleResults.answered;
import static io.github.rdpsweep.testing.SampleResults.ready;
import static io.github.rdpsweep.testing.SampleResults.silent;
import static io.github.rdpsweep.testing.SampleResults.target;
import static io.github.rdpsweep.testing.SampleResults.unresolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.FailureCode;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.target.Target;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsCsvTest {

  private static final String HEADER =
      "target,address,port,segment,verdict,cause,outcome,stage,detail,advice,attempts,"
          + "connect_ms,negotiate_ms,tls_ms,identity_ms,total_ms,rtt_ms,retransmits,"
          + "selected_protocol,nla,negotiation_flags,failure_code,tls_version,tls_cipher,"
          + "cert_subject,cert_issuer,cert_not_after,cert_sha256,computer_name,dns_name,domain,"
          + "os_build,os_name,os_support_end,clock_skew_s,started_at,segment_name,"
          + "probes,probes_ready,flips,packets_sent,packets_lost,loss_pct,loss_low_pct,loss_high_pct,"
          + "rtt_min_ms,rtt_median_ms,jitter_ms,marked_loss_pct,marked_rtt_ms,unmarked_loss_pct,"
          + "unmarked_rtt_ms,path_mtu,"
          + "accepted_protocols,legacy_rdp,rdp_encryption,cert_not_before,cert_names,"
          + "cert_name_match,cert_serial,cert_key,cert_signature,cert_self_signed,cert_chain,"
          + "credssp_version,netbios_domain,forest,policy_violations,presence,"
          + "marked_packets_sent,marked_packets_lost,unmarked_packets_sent,unmarked_packets_lost\n";

  private static final Target HOST = target("10.0.0.7", "10.0.0.0/24");

  @Test
  void writesWhatRepeatedProbesShowed() throws IOException {
    ProbeSeries series =
        ProbeSeries.NONE
            .plus(sample(Outcome.READY, 1_500, 2, 0, false))
            .plus(sample(Outcome.READY, 1_700, 3, 1, true))
            .plus(sample(Outcome.REFUSED, 1_400, 1, 0, false))
            .plus(sample(Outcome.READY, 2_000, 2, 0, true));

    assertEquals(List.of("4", "3", "2"), series(series, ResultColumn.PROBES, ResultColumn.FLIPS));
    assertEquals(
        List.of("8", "1", "12.500", "2.242", "47.089"),
        series(series, ResultColumn.PACKETS_SENT, ResultColumn.LOSS_HIGH_PCT));
    assertEquals(
        List.of("1.400", "1.600", "0.367"),
        series(series, ResultColumn.RTT_MIN_MS, ResultColumn.JITTER_MS));
    assertEquals(
        List.of("20.000", "1.850", "0.000", "1.400"),
        series(series, ResultColumn.MARKED_LOSS_PCT, ResultColumn.UNMARKED_RTT_MS));
    assertEquals(
        List.of("5", "1", "1", "0"),
        series(series, ResultColumn.MARKED_PACKETS_SENT, ResultColumn.UNMARKED_PACKETS_LOST));
    assertEquals(
        List.of("ready in 3 of 4 probes, refused in 1"),
        series(series, ResultColumn.DETAIL, ResultColumn.DETAIL));
  }

  @Test
  void leavesEmptyWhatRepeatedProbesDidNotMeasure() throws IOException {
    Sample nothing = new Sample(Outcome.READY, -1, -1, Delivery.NONE, false);
    ProbeSeries series = ProbeSeries.NONE.plus(nothing).plus(nothing);

    assertEquals(
        List.of("2", "2", "0", "0", "0", "", "", "", "", "", "", "", "", "", ""),
        series(series, ResultColumn.PROBES, ResultColumn.UNMARKED_RTT_MS));
  }

  @Test
  void hasNoCellsOfRepeatsWhereThereWereNone() throws IOException {
    assertEquals(
        Collections.nCopies(15, ""),
        series(ProbeSeries.NONE, ResultColumn.PROBES, ResultColumn.UNMARKED_RTT_MS));
  }

  private static Sample sample(Outcome outcome, long micros, int sent, int lost, boolean marked) {
    return new Sample(outcome, micros * 1_000, 1_000, new Delivery(sent, lost), marked);
  }

  private static List<String> series(ProbeSeries series, ResultColumn first, ResultColumn last)
      throws IOException {
    ProbeResult row = ready(HOST);
    List<String> cells = cells(csvOf(row.with(row.supplement().with(series)))).get(1);
    return EnumSet.range(first, last).stream().map(column -> cell(cells, column)).toList();
  }

  @Test
  void writesOneRowForEachResult() throws IOException {
    String csv =
        csvOf(
            ready(HOST),
            answered(
                target("2001:db8::7", "rdp.example"),
                Outcome.NEGOTIATION_REFUSED,
                "HYBRID_REQUIRED_BY_SERVER",
                new Negotiation.Failure(FailureCode.HYBRID_REQUIRED_BY_SERVER)),
            answered(HOST, Outcome.READY, "", Negotiation.ABSENT),
            answered(HOST, Outcome.READY, "", new Negotiation.Response(SecurityProtocol.RDP, 0)),
            silent(target("10.0.0.8", "10.0.0.0/24")),
            unresolved("nowhere.example"));

    assertEquals(
        HEADER
            + """
            10.0.0.0/24,10.0.0.7,3389,10.0.0.0/24,ok,,ready,negotiate,,,1,1.500,12.346,,,13.900,1.499,0,HYBRID,supported,31,,,,,,,,,,,,,,,2026-11-24T08:15:02.123Z,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
            rdp.example,2001:db8::7,3389,2001:db8::/64,failing,compatibility,negotiation-refused,negotiate,HYBRID_REQUIRED_BY_SERVER,"The server says that it insists on network level authentication: use clients that support it, and see that the offer reaches it unchanged.",1,1.500,12.346,,,13.900,1.499,0,,required,,5,,,,,,,,,,,,,,2026-11-24T08:15:02.123Z,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
            10.0.0.0/24,10.0.0.7,3389,10.0.0.0/24,degraded,compatibility,ready,negotiate,,"RDP answers with standard RDP security only, though TLS was offered: clients that insist on TLS or network level authentication cannot connect; set the server's security layer, or plan its update.",1,1.500,12.346,,,13.900,1.499,0,RDP (no negotiation),no,,,,,,,,,,,,,,,,2026-11-24T08:15:02.123Z,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
            10.0.0.0/24,10.0.0.7,3389,10.0.0.0/24,degraded,compatibility,ready,negotiate,,"RDP answers with standard RDP security only, though TLS was offered: clients that insist on TLS or network level authentication cannot connect; set the server's security layer, or plan its update.",1,1.500,12.346,,,13.900,1.499,0,RDP,no,0,,,,,,,,,,,,,,,2026-11-24T08:15:02.123Z,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,answered,,,,
            10.0.0.0/24,10.0.0.8,3389,10.0.0.0/24,absent,,silent,connect,,,2,,,,,3000.000,,,,,,,,,,,,,,,,,,,,2026-11-24T08:15:02.123Z,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
            nowhere.example,,3389,,failing,undetermined,unresolved,before,,The name was not found: look it up from here and from a client's segment; many such rows are consistent with trouble of the name server.,0,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,known,,,,
            """,
        csv);
  }

  @Test
  void appendsTheInventorysColumnsMadeHarmless() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv =
        new ResultsCsv(
            out, ConnectionRequest.DEFAULT.requestedProtocols(), List.of("site", "started_at"));
    ResultRow row = SampleResults.rows().of(ready(HOST));
    csv.write(
        new ResultRow(
            row.result(),
            row.diagnosis(),
            row.presence(),
            Optional.empty(),
            "",
            List.of("Hall \"A\", 1", "=1+1")));
    csv.flush();

    List<List<String>> rows = cells(out.toString(StandardCharsets.UTF_8));

    int own = ResultColumn.values().length;
    assertEquals(List.of("inventory_site", "inventory_started_at"), tail(rows.get(0), own));
    assertEquals(List.of("Hall \"A\", 1", "'=1+1"), tail(rows.get(1), own));
  }

  @Test
  void writesTheHeaderOfASweepWithoutResults() throws IOException {
    assertEquals(HEADER, csvOf());
  }

  @Test
  void keepsUnknownCodesAndBitsAsNumbers() throws IOException {
    List<List<String>> rows =
        cells(
            csvOf(
                answered(
                    HOST,
                    Outcome.NEGOTIATION_REFUSED,
                    "",
                    new Negotiation.Failure(new FailureCode(0xfffffffe))),
                answered(
                    HOST,
                    Outcome.NEGOTIATION_REFUSED,
                    "",
                    new Negotiation.Response(new SecurityProtocol(0x42), 0xe0)),
                answered(
                    HOST,
                    Outcome.NEGOTIATION_REFUSED,
                    "",
                    new Negotiation.Response(new SecurityProtocol(0x8000_0001), 0))));

    assertEquals("4294967294", cell(rows.get(1), ResultColumn.FAILURE_CODE));
    assertEquals("HYBRID|0x40", cell(rows.get(2), ResultColumn.SELECTED_PROTOCOL));
    assertEquals("224", cell(rows.get(2), ResultColumn.NEGOTIATION_FLAGS));
    assertEquals("SSL|0x80000000", cell(rows.get(3), ResultColumn.SELECTED_PROTOCOL));
  }

  @ParameterizedTest(name = "{0} ns are {1} ms")
  @CsvSource({
    "0, 0.000",
    "499, 0.000",
    "500, 0.001",
    "999499, 0.999",
    "999500, 1.000",
    "12345678, 12.346",
    "3000000000, 3000.000",
    "2999999999, 3000.000",
    "999999999000, 999999.999",
    "1000000000000, 1000000.000",
    "12345678901234567, 12345678901.235",
    "-1, ''",
  })
  void roundsTimesToMicroseconds(long nanos, String millis) throws IOException {
    ProbeResult result =
        new ProbeResult(
            HOST,
            Outcome.REFUSED,
            Stage.CONNECT,
            "",
            1,
            new Timings(nanos, Timings.NOT_MEASURED, nanos),
            PathFacts.NONE,
            Negotiation.UNANSWERED,
            0);

    List<String> row = cells(csvOf(result)).get(1);

    assertEquals(millis, cell(row, ResultColumn.CONNECT_MS));
    assertEquals(millis, cell(row, ResultColumn.TOTAL_MS));
  }

  @Test
  void keepsTheDateOfEachRowWhileTheyGoBackAndForth() throws IOException {
    List<String> instants =
        List.of(
            "2026-11-24T23:59:59.999Z",
            "2026-11-25T00:00:00.000Z",
            "2026-11-24T23:59:57.001Z",
            "1970-01-01T00:00:00.000Z",
            "1969-12-31T23:59:59.010Z",
            "2028-02-29T12:34:56.789Z");

    List<List<String>> rows =
        cells(csvOf(instants.stream().map(at -> startedAt(at)).toArray(ProbeResult[]::new)));

    List<String> written = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      written.add(cell(row, ResultColumn.STARTED_AT));
    }
    assertEquals(instants, written);
  }

  @ParameterizedTest(name = "offered {0}")
  @CsvSource({"11, no", "1, ''"})
  void judgesAnAnswerByTheOffer(int offered, String nla) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(out, new SecurityProtocol(offered));
    csv.write(
        SampleResults.rows()
            .of(
                answered(
                    HOST, Outcome.READY, "", new Negotiation.Response(SecurityProtocol.SSL, 0))));
    csv.flush();

    List<String> row = cells(out.toString(StandardCharsets.UTF_8)).get(1);

    assertEquals(nla, cell(row, ResultColumn.NLA));
  }

  @Test
  void keepsEveryRowOneLineOfAllColumnsWhateverStrangersWrite() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ProbeResult> results = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Target target = target("10.0.0.1", nasty(random));
      results.add(answered(target, Outcome.NOT_RDP, nasty(random), Negotiation.UNANSWERED));
    }

    String csv = csvOf(results.toArray(ProbeResult[]::new));

    String context = "seed " + seed;
    List<List<String>> rows = cells(csv);
    assertEquals(1 + results.size(), csv.lines().count(), context);
    assertFalse(csv.contains("\r"), context);
    assertEquals(1 + results.size(), rows.size(), context);
    for (int i = 0; i < results.size(); i++) {
      List<String> row = rows.get(i + 1);
      ProbeResult result = results.get(i);
      assertEquals(ResultColumn.values().length, row.size(), context);
      assertEquals(SafeCell.of(result.target().spec()), row.get(0), context);
      assertEquals(SafeCell.of(result.detail()), cell(row, ResultColumn.DETAIL), context);
      assertEquals("2026-11-24T08:15:02.123Z", cell(row, ResultColumn.STARTED_AT), context);
    }
  }

  @Test
  void writesLongTextWhole() throws IOException {
    String text = "é,\"".repeat(20_000);

    List<List<String>> rows =
        cells(csvOf(answered(HOST, Outcome.NOT_RDP, text, Negotiation.UNANSWERED), ready(HOST)));

    assertEquals(text, cell(rows.get(1), ResultColumn.DETAIL));
    assertEquals("ready", cell(rows.get(2), ResultColumn.OUTCOME));
  }

  private static ProbeResult startedAt(String instant) {
    ProbeResult silent = silent(HOST);
    return new ProbeResult(
        HOST,
        silent.outcome(),
        silent.stage(),
        "",
        1,
        silent.timings(),
        silent.path(),
        silent.negotiation(),
        Instant.parse(instant).toEpochMilli());
  }

  /** Up to 40 characters, most of them such as break something somewhere. */
  private static String nasty(Random random) {
    String dangerous =
        "=+-@\t\r\n,;\"'| \\#\u0000\u001b\u0085\u2028\ufeff\uff1d\ud83d\ude00\ud800a1é";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      boolean any = random.nextInt(10) == 0;
      text.append(
          any
              ? (char) random.nextInt(Character.MAX_VALUE + 1)
              : dangerous.charAt(random.nextInt(dangerous.length())));
    }
    return text.toString();
  }

  private static String csvOf(ProbeResult... results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    ResultRows rows = SampleResults.rows();
    for (ProbeResult result : results) {
      csv.write(rows.of(result));
    }
    csv.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> tail(List<String> row, int from) {
    return row.subList(from, row.size());
  }

  private static String cell(List<String> row, ResultColumn column) {
    return row.get(List.of(ResultColumn.values()).indexOf(column));
  }

  private static List<List<String>> cells(String csv) throws IOException {
    try (MappingIterator<List<String>> rows =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .readValues(csv)) {
      return rows.readAll();
    }
  }
}
