package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rdpsweep.segment.Effect;
import io.github.rdpsweep.segment.QosComparison;
import io.github.rdpsweep.segment.QualityTally;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.IOException;

/** What repeated probes showed, as a part of the {@link SummaryJson}. */
final class QualityJson {

  private static final double PERCENT = 100;
  private static final double NANOS_PER_MILLI = 1e6;

  private QualityJson() {}

  static void write(JsonGenerator json, QualityTally quality) throws IOException {
    json.writeObjectFieldStart("repeats");
    json.writeNumberField("targets", quality.targets());
    json.writeNumberField("flipping", quality.flipping());
    json.writeNumberField("packets_sent", quality.sent());
    json.writeNumberField("packets_lost", quality.lost());
    if (quality.sent() > 0) {
      WilsonInterval loss = quality.loss();
      number(json, "loss_pct", PERCENT * quality.lost() / quality.sent());
      number(json, "loss_low_pct", PERCENT * loss.low());
      number(json, "loss_high_pct", PERCENT * loss.high());
    }
    json.writeEndObject();
    QosComparison qos = quality.qos();
    if (qos.hosts() > 0) {
      write(json, qos);
    }
  }

  /** Of a difference only what the sample supports: without an interval it has none. */
  private static void write(JsonGenerator json, QosComparison qos) throws IOException {
    json.writeObjectFieldStart("qos");
    json.writeNumberField("hosts", qos.hosts());
    json.writeNumberField("marked_packets_sent", qos.markedSent());
    json.writeNumberField("marked_packets_lost", qos.markedLost());
    json.writeNumberField("unmarked_packets_sent", qos.unmarkedSent());
    json.writeNumberField("unmarked_packets_lost", qos.unmarkedLost());
    effect(json, "loss_difference_pct", qos.loss(), PERCENT, qos.isLossDifferent());
    effect(
        json,
        "latency_difference_ms",
        qos.latencyNanos(),
        1 / NANOS_PER_MILLI,
        qos.isLatencyDifferent());
    json.writeEndObject();
  }

  private static void effect(
      JsonGenerator json, String name, Effect effect, double scale, boolean shown)
      throws IOException {
    if (effect.equals(Effect.UNKNOWN)) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeBooleanField("shown", shown);
    number(json, "estimate", scale * effect.estimate());
    number(json, "low", scale * effect.low());
    number(json, "high", scale * effect.high());
    json.writeEndObject();
  }

  /** Three decimals, as in the results. */
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeNumberField(name, Math.round(value * 1e3) / 1e3);
  }
}
