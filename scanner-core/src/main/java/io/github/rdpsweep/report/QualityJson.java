package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.rdpsweep.segment.Effect;
import io.github.rdpsweep.segment.QosComparison;
import io.github.rdpsweep.segment.Quality;
import io.github.rdpsweep.stats.WilsonInterval;
import java.io.IOException;

/** What repeated probes showed, as a part of the {@link SummaryJson}. */
final class QualityJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private QualityJson() {}

  static void write(JsonGenerator json, Quality quality) throws IOException {
    json.writeObjectFieldStart("repeats");
    json.writeNumberField("targets", quality.targets());
    json.writeNumberField("flipping", quality.flipping());
    json.writeNumberField("packets_sent", quality.sent());
    json.writeNumberField("packets_lost", quality.lost());
    WilsonInterval loss = quality.loss();
    boolean measured = quality.sent() > 0;
    number(json, "loss", (double) quality.lost() / quality.sent(), measured);
    number(json, "loss_low", loss.low(), measured);
    number(json, "loss_high", loss.high(), measured);
    json.writeEndObject();
    write(json, quality.qos());
  }

  private static void write(JsonGenerator json, QosComparison qos) throws IOException {
    json.writeObjectFieldStart("qos");
    json.writeNumberField("hosts", qos.hosts());
    json.writeNumberField("marked_packets_sent", qos.markedSent());
    json.writeNumberField("marked_packets_lost", qos.markedLost());
    json.writeNumberField("unmarked_packets_sent", qos.unmarkedSent());
    json.writeNumberField("unmarked_packets_lost", qos.unmarkedLost());
    effect(json, "loss_difference", qos.loss(), 1, qos.isLossDifferent());
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
    boolean known = !effect.equals(Effect.UNKNOWN);
    json.writeObjectFieldStart(name);
    json.writeBooleanField("shown", shown);
    number(json, "estimate", scale * effect.estimate(), known);
    number(json, "low", scale * effect.low(), known);
    number(json, "high", scale * effect.high(), known);
    json.writeEndObject();
  }

  /** With four decimals: a hundredth of a percent. */
  private static void number(JsonGenerator json, String name, double value, boolean known)
      throws IOException {
    if (known) {
      json.writeNumberField(name, Math.round(value * 1e4) / 1e4);
    } else {
      json.writeNullField(name);
    }
  }
}
