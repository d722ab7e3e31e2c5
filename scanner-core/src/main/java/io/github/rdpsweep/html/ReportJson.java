package io.github.rdpsweep.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.rdpsweep.compare.Change;
import io.github.rdpsweep.compare.ChangeKind;
import io.github.rdpsweep.compare.ChangeText;
import io.github.rdpsweep.compare.Comparison;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.report.FindingTrace;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.stats.LatencyCurve;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The data of a report as JSON that can stand inside an HTML element. */
final class ReportJson {

  private static final int MOST_FINDINGS = 100;
  private static final int MOST_CHANGES = 200;
  private static final int MOST_PREFIXES = 20;
  private static final double NANOS_A_MILLI = 1e6;

  private final JsonGenerator json;
  private final Report report;

  private ReportJson(JsonGenerator json, Report report) {
    this.json = json;
    this.report = report;
  }

  /** Writes one object; leaves the stream open. */
  static void write(OutputStream out, Report report) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setCharacterEscapes(new MarkupEscapes());
      new ReportJson(json, report).write(out);
    }
  }

  private void write(OutputStream out) throws IOException {
    List<Finding> findings = report.conclusions().findings();
    SegmentSample segments = SegmentSample.of(report.tally().segments(), findings);
    json.writeStartObject();
    json.writeStringField("madeBy", report.madeBy());
    json.writeStringField("subtitle", subtitle());
    json.writeNumberField("rows", report.hosts().seen());
    json.writeStringField("sampling", HostSample.RULE);
    verdicts();
    outcomes();
    findings(findings);
    segments(segments);
    curves();
    changes();
    made();
    json.writeFieldName("hosts");
    HostsJson.write(json, out, report.hosts());
    json.writeEndObject();
  }

  private String subtitle() {
    String begun =
        report.made().stream()
            .filter(fact -> fact.name().equals("started at"))
            .map(fact -> ", begun " + fact.value())
            .findFirst()
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%,d targets in %,d segments%s",
        report.hosts().seen(),
        report.conclusions().segments().swept(),
        begun);
  }

  private void verdicts() throws IOException {
    json.writeArrayFieldStart("verdicts");
    for (Verdict verdict : HostSample.FIRST) {
      pair(verdict.label(), report.conclusions().diagnoses().of(verdict));
    }
    json.writeEndArray();
  }

  private void outcomes() throws IOException {
    json.writeArrayFieldStart("outcomes");
    for (Map.Entry<Outcome, Long> entry : report.outcomes().entrySet()) {
      pair(entry.getKey().label(), entry.getValue());
    }
    json.writeEndArray();
  }

  private void pair(String name, long number) throws IOException {
    json.writeStartArray();
    json.writeString(name);
    json.writeNumber(number);
    json.writeEndArray();
  }

  private void findings(List<Finding> findings) throws IOException {
    json.writeNumberField("findingCount", findings.size());
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      json.writeStartObject();
      json.writeStringField("kind", finding.kind().label());
      json.writeStringField("cause", finding.cause().label());
      json.writeStringField("sentence", finding.sentence());
      json.writeStringField("next", finding.nextStep());
      json.writeArrayFieldStart("prefixes");
      for (int i = 0; i < Math.min(MOST_PREFIXES, finding.prefixes().size()); i++) {
        json.writeString(finding.prefixes().get(i).toString());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("traces");
      for (FindingTrace trace : report.conclusions().traces().of(finding)) {
        json.writeString(trace.verdict().evidence() + " " + trace.verdict().nextStep());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void segments(SegmentSample sample) throws IOException {
    json.writeNumberField("segmentCount", sample.count());
    json.writeFieldName("segmentColumns");
    String[] columns = {
      "prefix",
      "name",
      "block",
      "offset",
      "size",
      "found",
      "cause",
      "degradedCause",
      "failures",
      "expected",
      "swept",
      "degraded",
      "unknown",
      "p50",
      "note"
    };
    json.writeArray(columns, 0, columns.length);
    json.writeArrayFieldStart("segments");
    for (Segment segment : sample.segments()) {
      MapPlace place = MapPlace.of(segment.prefix());
      json.writeStartArray();
      json.writeString(segment.prefix().toString());
      json.writeString(segment.name());
      json.writeString(place.block().toString());
      json.writeNumber(place.offset());
      json.writeNumber(place.size());
      json.writeNumber(sample.numberOfFinding(segment));
      json.writeString(segment.cause().label());
      json.writeString(segment.degradedCause().label());
      json.writeNumber(segment.failures());
      json.writeNumber(segment.expected());
      json.writeNumber(segment.swept());
      json.writeNumber(segment.verdicts().get(Verdict.DEGRADED));
      json.writeNumber(segment.verdicts().get(Verdict.UNKNOWN));
      millis(segment.latency().p50Nanos());
      json.writeString(segment.note());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void millis(long nanos) throws IOException {
    if (nanos < 0) {
      json.writeNull();
    } else {
      json.writeNumber(Math.round(nanos / NANOS_A_MILLI * 1e3) / 1e3);
    }
  }

  private void curves() throws IOException {
    json.writeObjectFieldStart("curves");
    for (Map.Entry<Stage, LatencyCurve> entry : report.curves().entrySet()) {
      LatencyCurve curve = entry.getValue();
      if (curve.count() == 0) {
        continue;
      }
      json.writeObjectFieldStart(entry.getKey().label());
      json.writeNumberField("count", curve.count());
      json.writeArrayFieldStart("points");
      for (LatencyCurve.Point point : curve.points()) {
        json.writeStartArray();
        json.writeNumber(Math.round(point.percentile() * 1e7) / 1e7);
        millis(point.nanos());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void changes() throws IOException {
    if (report.changes().isEmpty()) {
      json.writeNullField("changes");
      return;
    }
    Comparison changes = report.changes().get();
    json.writeObjectFieldStart("changes");
    json.writeStringField(
        "note",
        String.format(
            Locale.ROOT,
            "%,d targets are in both sweeps, %,d of them unknown in one; %,d only in the baseline,"
                + " %,d only in this one. New failures: %,d (failing, and not before).",
            changes.inBoth(),
            changes.unknown(),
            changes.onlyBefore(),
            changes.onlyAfter(),
            changes.newFailures()));
    json.writeArrayFieldStart("kinds");
    for (ChangeKind kind : ChangeKind.values()) {
      if (changes.targets(kind) > 0) {
        changes(changes, kind);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void changes(Comparison changes, ChangeKind kind) throws IOException {
    List<String> told = new ArrayList<>();
    long[] all = {0};
    changes.forEach(
        kind,
        (Change change) -> {
          all[0]++;
          if (told.size() < MOST_CHANGES) {
            told.add(ChangeText.of(change));
          }
        });
    json.writeStartObject();
    json.writeStringField("kind", kind.label());
    json.writeNumberField("targets", changes.targets(kind));
    json.writeArrayFieldStart("told");
    for (String text : told) {
      json.writeString(text);
    }
    json.writeEndArray();
    json.writeNumberField("more", all[0] - told.size());
    json.writeEndObject();
  }

  private void made() throws IOException {
    json.writeArrayFieldStart("made");
    for (MadeFact fact : report.made()) {
      json.writeStartArray();
      json.writeString(fact.name());
      json.writeString(fact.value());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** Escapes what could end the element around the JSON, or begin another. */
  private static final class MarkupEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private static final int[] ESCAPES = standardAsciiEscapesForJSON();

    static {
      for (char c : new char[] {'<', '>', '&', '\''}) {
        ESCAPES[c] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ESCAPES.clone();
    }

    @Override
    public SerializedString getEscapeSequence(int character) {
      return null; // the standard escapes of Unicode
    }
  }
}
