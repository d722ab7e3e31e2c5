package io.github.rdpsweep.report;

import static io.github.rdpsweep.testing.SampleResults.ready;
import static io.github.rdpsweep.testing.SampleResults.silent;
import static io.github.rdpsweep.testing.SampleResults.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rdpsweep.diagnosis.Baseline;
import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.Inventory;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.Sample;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.segment.NamedPrefix;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.testing.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsCsvTest {

  private static final String HEADER =
      "segment,name,cause,failure_ratio,ratio_low,ratio_high,failures,expected,swept,ok,degraded,"
          + "failing,absent,unknown,network,firewall,service,compatibility,undetermined,"
          + "degraded_cause,connected,resent,latency_p50_ms,latency_p90_ms,latency_p99_ms,outcomes,"
          + "uniform,note,repeated,flipping,packets_sent,packets_lost,loss,loss_low,loss_high,qos";

  @TempDir private Path folder;

  @Test
  void writesARowForEachSegment() throws Exception {
    ResultRows rows = rows(SegmentNames.NONE, "10.0.0.8");
    rows.of(ready(target("10.0.0.7", "")));
    rows.of(silent(target("10.0.0.8", "")));
    rows.of(silent(target("10.0.0.9", "")));
    rows.of(silent(target("2001:db8::1", "")));
    rows.of(SampleResults.unresolved("nowhere.example"));

    assertEquals(
        HEADER
            + """

            10.0.0.0/24,,service,0.5000,0.0945,0.9055,1,2,3,1,0,1,1,0,0,0,0,0,1,,1,0,1.436,1.436,1.436,silent 2 ready 1,,,0,0,0,0,,,,
            2001:db8::/64,,,,,,0,0,1,0,0,0,1,0,0,0,0,0,0,,0,0,,,,silent 1,,,0,0,0,0,,,,
            """,
        write(rows));
  }

  @Test
  void tellsWhatRepeatedProbesOfASegmentShowed() throws Exception {
    ResultRows rows = rows(SegmentNames.NONE, "10.0.0.8");
    for (int host = 1; host <= 200; host++) {
      ProbeResult row = ready(target("10.0.0." + host, ""));
      ProbeSeries series = ProbeSeries.NONE;
      for (int probe = 0; probe < 5; probe++) {
        boolean marked = probe % 2 == 1;
        int lost = marked && host % 4 == 0 ? 1 : 0;
        series =
            series.plus(
                new Sample(
                    Outcome.READY, 1_000_000, 1_000_000, new Delivery(2 + lost, lost), marked));
      }
      rows.of(row.with(row.supplement().with(series)));
    }
    rows.of(ready(target("10.0.1.1", "")));

    List<String> lines = write(rows).lines().toList();

    assertTrue(
        lines
            .get(1)
            .contains(",200,0,2100,100,0.0476,0.0393,0.0576,\"marked packets are lost more"),
        lines.get(1));
    assertTrue(lines.get(2).endsWith(",0,0,0,0,,,,"), lines.get(2));
  }

  @Test
  void carriesNamesAndTheUsersColumnsMadeHarmless() throws Exception {
    SegmentNames names =
        new SegmentNames(
            List.of("owner", "=note"),
            List.of(
                new NamedPrefix(
                    Prefix.parse("10.0.0.0/16"), "=Ulm, \"Hall\"", List.of("@me", "1,5"))));
    ResultRows rows = rows(names, "10.0.0.1");
    rows.of(ready(target("10.0.3.7", "")));
    rows.of(ready(target("10.1.3.7", "")));

    List<String> lines = write(rows).lines().toList();

    assertEquals(HEADER + ",segments_owner,segments_'=note", lines.get(0));
    assertTrue(
        lines.get(1).startsWith("10.0.0.0/16,\"'=Ulm, \"\"Hall\"\"\",,0.0000,"), lines.get(1));
    assertTrue(lines.get(1).endsWith(",ready 1,,,0,0,0,0,,,,,'@me,\"1,5\""), lines.get(1));
    assertTrue(lines.get(2).endsWith(",ready 1,,,0,0,0,0,,,,,,"), lines.get(2));
  }

  @Test
  void rowsOfTheResultsShowPrefixAndName() throws Exception {
    SegmentNames names =
        new SegmentNames(List.of(), List.of(new NamedPrefix(Prefix.parse("10.0.0.0/16"), "-Ulm")));
    ResultRows rows = rows(names, "10.0.0.1");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsCsv csv = new ResultsCsv(out, ConnectionRequest.DEFAULT.requestedProtocols());
    csv.write(rows.of(ready(target("10.0.3.7", ""))));
    csv.write(rows.of(ready(target("10.1.3.7", ""))));
    csv.flush();

    List<String> lines = out.toString(UTF_8).lines().toList();

    assertEquals("10.0.0.0/16", lines.get(1).split(",", -1)[3]);
    assertEquals("'-Ulm", nameIn(lines.get(1), lines.get(0)));
    assertEquals("10.1.3.0/24", lines.get(2).split(",", -1)[3]);
    assertEquals("", nameIn(lines.get(2), lines.get(0)));
  }

  private static String nameIn(String row, String header) {
    int column = List.of(header.split(",", -1)).indexOf("segment_name");
    return row.split(",", -1)[column];
  }

  @Test
  void readsNamedSegmentsAsSpreadsheetsWriteThem() throws IOException {
    SegmentNames names =
        read("\ufeffSite;Name;Prefix\n1;\"Ulm; Hall 1\";10.0.0.0/16\n;;2001:db8::/48\n");

    assertEquals(
        new SegmentNames(
            List.of("Site"),
            List.of(
                new NamedPrefix(Prefix.parse("10.0.0.0/16"), "Ulm; Hall 1", List.of("1")),
                new NamedPrefix(Prefix.parse("2001:db8::/48"), "", List.of("")))),
        names);
  }

  @ParameterizedTest
  @CsvSource({
    "'prefix,site|10.0.0.0/8,a', ':1: no column \"name\" in the header'",
    "'name|a', ':1: no column \"prefix\" in the header'",
    "'prefix,name|10.0.0.0/8,a|,b', ':3: a row without prefix'",
    "'prefix,name|10.0.0.0,a', ':2: \"10.0.0.0\": no prefix length'",
    "'prefix,name|10.0.0.0/40,a', ':2: \"10.0.0.0/40\": prefix length above 32'",
    "'prefix,name|srv/24,a', ':2: \"srv/24\": only an address takes a prefix length'",
    "'prefix,name|10.0.0.7/8,a|10.0.0.0/8,b', ':3: \"10.0.0.0/8\": listed before, at FILE:2'",
    "'prefix,name|10.0.0.0/8,a,b', ':2: more cells than the header has names'",
  })
  void namesFileAndLineOfWhatIsWrong(String text, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(text.replace('|', '\n') + "\n"))
            .getMessage();

    Path file = folder.resolve("segments.csv");
    assertEquals(file + reason.replace("FILE", file.toString()), message);
  }

  private SegmentNames read(String text) throws IOException {
    return SegmentsReader.read(Files.writeString(folder.resolve("segments.csv"), text));
  }

  private static String write(ResultRows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SegmentsCsv.write(out, rows.segmentColumns(), rows.tally().segments());
    return out.toString(UTF_8);
  }

  private static ResultRows rows(SegmentNames names, String known) throws InterruptedException {
    Inventory inventory =
        new Inventory.Builder(List.of())
            .add("hosts.csv:2", known, List.of())
            .build(
                name -> {
                  throw new AssertionError(name);
                });
    return new ResultRows(
        new Diagnoser(Thresholds.DEFAULT, ConnectionRequest.DEFAULT.requestedProtocols()),
        new KnownHosts(inventory, Baseline.NONE),
        names);
  }
}
