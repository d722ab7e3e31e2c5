package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.Finding;
import io.github.rdpsweep.segment.Segment;
import io.github.rdpsweep.stats.WilsonInterval;
import io.github.rdpsweep.target.IpAddress;
import io.github.rdpsweep.target.Prefix;
import io.github.rdpsweep.trace.Conclusion;
import io.github.rdpsweep.trace.TracedPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * Findings and segments as fields of a JSON object; as many as a reader can be expected to read.
 */
final class FindingsJson {

  private static final int MOST_FINDINGS = 100;
  private static final int MOST_PREFIXES = 100;
  private static final double NANOS_A_MILLI = 1e6;

  private FindingsJson() {}

  static void write(JsonGenerator json, List<Finding> findings, FindingTraces traces)
      throws IOException {
    json.writeNumberField("finding_count", findings.size());
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      write(json, finding, traces.of(finding));
    }
    json.writeEndArray();
    json.writeStringField("tracing", traces.remark());
  }

  private static void write(JsonGenerator json, Finding finding, List<FindingTrace> traces)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("sentence", finding.sentence());
    json.writeStringField("next_step", finding.nextStep());
    json.writeStringField("kind", finding.kind().label());
    json.writeStringField("cause", finding.cause().label());
    json.writeStringField("name", finding.name());
    json.writeNumberField("prefix_count", finding.prefixes().size());
    json.writeArrayFieldStart("prefixes");
    List<Prefix> prefixes = finding.prefixes();
    for (Prefix prefix : prefixes.subList(0, Math.min(MOST_PREFIXES, prefixes.size()))) {
      json.writeString(prefix.toString());
    }
    json.writeEndArray();
    json.writeNumberField("hosts", finding.hosts());
    if (finding.kind() == Finding.Kind.SLOW) { // a shift of all latencies, and no count
      json.writeNullField("affected");
      ratio(json, 0, 0, WilsonInterval.UNKNOWN);
      json.writeNullField("elsewhere_ratio");
    } else {
      json.writeNumberField("affected", finding.affected());
      ratio(json, finding.hosts(), finding.ratio(), finding.interval());
      json.writeNumberField("elsewhere_ratio", share(finding.elsewhere()));
    }
    millis(json, "typical_ms", finding.typicalNanos());
    millis(json, "elsewhere_ms", finding.elsewhereNanos());
    outcomes(json, "evidence", finding.evidence());
    json.writeNumberField("failure_code_4", finding.inconsistent());
    json.writeArrayFieldStart("traces");
    for (FindingTrace trace : traces) {
      write(json, trace);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, FindingTrace trace) throws IOException {
    Conclusion conclusion = trace.conclusion();
    json.writeStartObject();
    endpoint(json, "", trace.path());
    json.writeStringField("ending", conclusion.ending().label());
    hops(json, "hop", conclusion.hop());
    json.writeStringField(
        "router", conclusion.router().map(from -> IpAddress.of(from).toString()).orElse(""));
    if (trace.reference().isPresent()) {
      endpoint(json, "reference_", trace.reference().get());
    } else {
      json.writeNullField("reference_address");
      json.writeNullField("reference_port");
    }
    hops(json, "reference_hops", trace.referenceHops());
    json.writeStringField("evidence", trace.verdict().evidence());
    json.writeStringField("next_step", trace.verdict().nextStep());
    json.writeEndObject();
  }

  private static void endpoint(JsonGenerator json, String prefix, TracedPath path)
      throws IOException {
    InetSocketAddress destination = path.destination();
    json.writeStringField(prefix + "address", IpAddress.of(destination.getAddress()).toString());
    json.writeNumberField(prefix + "port", destination.getPort());
  }

  private static void hops(JsonGenerator json, String name, int hops) throws IOException {
    if (hops == 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, hops);
    }
  }

  static void write(JsonGenerator json, SegmentOverview segments) throws IOException {
    json.writeObjectFieldStart("segments");
    json.writeNumberField("swept", segments.swept());
    json.writeNumberField("failing", segments.failing());
    json.writeNumberField("expected_hosts", segments.expected());
    json.writeArrayFieldStart("worst");
    for (Segment segment : segments.worst()) {
      write(json, segment);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Segment segment) throws IOException {
    json.writeStartObject();
    json.writeStringField("segment", segment.prefix().toString());
    json.writeStringField("name", segment.name());
    json.writeStringField("cause", segment.cause().label());
    ratio(json, segment.expected(), segment.failureRatio().orElse(0), segment.interval());
    json.writeNumberField("failures", segment.failures());
    json.writeNumberField("expected", segment.expected());
    json.writeNumberField("swept", segment.swept());
    millis(json, "latency_p50_ms", segment.latency().p50Nanos());
    outcomes(json, "outcomes", segment.outcomes());
    json.writeStringField("note", segment.note());
    json.writeEndObject();
  }

  private static void ratio(JsonGenerator json, long trials, double ratio, WilsonInterval interval)
      throws IOException {
    if (trials == 0) {
      json.writeNullField("ratio");
      json.writeNullField("ratio_low");
      json.writeNullField("ratio_high");
      return;
    }
    json.writeNumberField("ratio", share(ratio));
    json.writeNumberField("ratio_low", share(interval.low()));
    json.writeNumberField("ratio_high", share(interval.high()));
  }

  private static void outcomes(JsonGenerator json, String name, Map<Outcome, Integer> outcomes)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Outcome, Integer> entry : outcomes.entrySet()) {
      json.writeNumberField(entry.getKey().label(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void millis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Math.round(nanos / NANOS_A_MILLI * 1e3) / 1e3);
    }
  }

  /** Four decimals: a hundredth of a percent. */
  private static double share(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
