package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.engine.LeaveMode;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.Patience;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.engine.TransportChoice;
import io.github.rdpsweep.engine.TransportKind;
import io.github.rdpsweep.policy.Policy;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSettings;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.stats.SweepStats;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.target.Shard;
import io.github.rdpsweep.target.TargetSetBuilder;
import io.github.rdpsweep.testing.SampleResults;
import io.github.rdpsweep.trace.Hop;
import io.github.rdpsweep.trace.Reply;
import io.github.rdpsweep.trace.ReplyKind;
import io.github.rdpsweep.trace.TracedPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keeps docs/summary.md equal to the fields that are written. */
class SummaryPageTest {

  private static final Path PAGE = Path.of("..", "docs", "summary.md");

  private static final Path SCHEMA = Path.of("..", "docs", "summary.schema.json");

  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|.*");

  /** Objects whose fields are words that other pages explain. */
  private static final Set<String> COUNTS =
      Set.of(
          "outcomes",
          "own_troubles",
          "verdicts",
          "causes",
          "findings[].evidence",
          "segments.worst[].outcomes",
          "latency_ms");

  @Test
  void pageHasEveryFieldInOrder() throws IOException {
    List<String> described =
        Files.readAllLines(PAGE).stream()
            .filter(ROW.asMatchPredicate())
            .map(row -> ROW.matcher(row).replaceFirst("$1"))
            .toList();

    assertEquals(List.copyOf(fields(summary(2))), described);
  }

  @Test
  void schemaKnowsEveryField() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);

    assertEquals(List.of(), schema.validate(new String(summary(150), UTF_8), InputFormat.JSON));
    assertEquals(List.of(), schema.validate(new String(summary(2), UTF_8), InputFormat.JSON));
    String other = new String(summary(2), UTF_8).replaceFirst("\"targets\"", "\"aims\"");
    assertEquals(2, schema.validate(other, InputFormat.JSON).size(), "one unknown, one missing");
  }

  @Test
  void listsAreBoundedAndCountsAreNot() throws IOException {
    String json = new String(summary(150), UTF_8);

    assertEquals(100, json.split("\"sentence\"", -1).length - 1);
    assertEquals(100, json.split("\"segment\"", -1).length - 1);
    assertTrue(json.contains("\"finding_count\" : 150,"), json);
    assertTrue(
        json.contains("\"segments\" : {\n    \"swept\" : 150,\n    \"failing\" : 150,"), json);
  }

  /** Of a sweep of so many segments with one failing host each, and as many findings. */
  private static byte[] summary(int segments) throws IOException {
    ResultRows rows = SampleResults.rows();
    for (int i = 0; i < segments; i++) {
      rows.of(
          SampleResults.answered(
              SampleResults.target("10.0." + i + ".1", ""),
              Outcome.CLOSED,
              "",
              Negotiation.UNANSWERED));
    }
    List<Finding> findings = IntStream.range(0, segments).mapToObj(i -> finding()).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SummaryJson.write(
        out,
        sweep(),
        new Conclusions(
            findings,
            SegmentOverview.of(rows.tally().segments(), findings),
            rows.counts(),
            tally(),
            new InventoryCoverage(7, 1, "srv1"),
            Repeats.NONE,
            Quality.NONE,
            new FindingTraces(Map.of(findings.get(0), List.of(trace())), "traced 1 of 2"),
            OptionalLong.of(3)));
    return out.toByteArray();
  }

  private static FindingTrace trace() {
    Reply silence = new Reply(ReplyKind.SILENT, Optional.empty(), "no answer", 0);
    Reply answer = new Reply(ReplyKind.ANSWERED, Optional.empty(), "SYN-ACK", 0);
    return new FindingTrace(path("10.0.1.7", silence), Optional.of(path("10.0.2.7", answer)));
  }

  /** To a host behind one router. */
  private static TracedPath path(String address, Reply last) {
    Reply router =
        new Reply(
            ReplyKind.EXPIRED,
            Optional.of(IpAddress.parse("10.0.0.1").toInetAddress()),
            "time exceeded",
            0);
    return new TracedPath(
        SampleResults.target(address, "").endpoint(),
        last,
        List.of(new Hop(1, 1, router), new Hop(2, 1, last)),
        "");
  }

  private static PolicyTally tally() {
    return new PolicyTally(Policy.parse("os-supported"));
  }

  private static Finding finding() {
    return new Finding(
        Finding.Kind.FAILING,
        Cause.NETWORK,
        List.of(Prefix.parse("10.0.1.0/24")),
        "",
        10,
        9,
        0.01,
        -1,
        -1,
        Map.of(Outcome.SILENT, 9),
        0);
  }

  private static SweepSummary sweep() {
    SweepConfig config =
        new SweepConfig(
            new TargetSetBuilder().build(),
            List.of(),
            7,
            Shard.WHOLE,
            ProbeSettings.NEGOTIATE,
            new Pace(500, 200, 100),
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), 1),
            TransportKind.AUTO,
            LeaveMode.RST,
            1);
    return new SweepSummary(
        new SweepOrigin("rdpsweep 1", List.of("scan", "10.0.0.0/24"), "probe1", "Java 17"),
        config,
        new TransportChoice(TransportKind.NIO, ""),
        0,
        statsWithAnOutage().snapshot(),
        Instant.EPOCH,
        1);
  }

  private static SweepStats statsWithAnOutage() {
    SweepStats stats = new SweepStats(1);
    stats.beginOutage("control 10.0.0.1:53: silent", Instant.EPOCH);
    return stats;
  }

  /** What stands before the fields of an object that begins. */
  private static String prefix(String around, String name) {
    if (around == null) {
      return "";
    }
    return (around.endsWith("[]") ? around : name) + ".";
  }

  private static Set<String> fields(byte[] json) throws IOException {
    Set<String> fields = new LinkedHashSet<>();
    Deque<String> around = new ArrayDeque<>();
    String name = "";
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case FIELD_NAME -> {
            name = around.peek() + parser.currentName();
            if (COUNTS.stream().noneMatch(counts -> around.peek().startsWith(counts + "."))) {
              fields.add(name);
            }
          }
          case START_OBJECT -> around.push(prefix(around.peek(), name));
          case START_ARRAY -> around.push(name + "[]");
          case END_OBJECT, END_ARRAY -> around.pop();
          default -> {}
        }
      }
    }
    return fields;
  }
}
