package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.DiagnosisCounts;
import io.github.rdpsweep.diagnosis.InventoryCoverage;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.engine.Pace;
import io.github.rdpsweep.engine.SweepConfig;
import io.github.rdpsweep.policy.PolicyTally;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.OwnTrouble;
import io.github.rdpsweep.probe.Repeats;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.stats.FirstPass;
import io.github.rdpsweep.stats.Outage;
import io.github.rdpsweep.stats.OutageCounts;
import io.github.rdpsweep.stats.StageLatency;
import io.github.rdpsweep.stats.StatsSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The summary of a sweep as JSON: settings, counts, findings, percentiles, rate. */
public final class SummaryJson {

  /** As in the results. */
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private SummaryJson() {}

  /** Writes one object. */
  public static void write(OutputStream out, SweepSummary summary, Conclusions conclusions)
      throws IOException {
    StatsSnapshot stats = summary.stats();
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      origin(json, summary.origin());
      json.writeBooleanField("complete", summary.isComplete());
      json.writeStringField("started_at", MILLISECONDS.format(summary.startedAt()));
      json.writeStringField("ended_at", MILLISECONDS.format(summary.endedAt()));
      json.writeNumberField("duration_s", rounded(summary.seconds()));
      json.writeNumberField("targets", summary.targets());
      json.writeNumberField("rows", stats.finished());
      json.writeNumberField("answered", stats.answered());
      json.writeNumberField("attempts", stats.attempts());
      json.writeNumberField("follow_ups", stats.followUps().made());
      firstPass(json, stats.firstPass());
      settings(json, summary, conclusions.repeats());
      counts(json, stats);
      outages(json, stats.outages());
      diagnoses(json, conclusions.diagnoses());
      newFailures(json, conclusions.newFailures());
      policy(json, conclusions.policy());
      inventory(json, conclusions.inventory());
      FindingsJson.write(json, conclusions.findings(), conclusions.traces());
      FindingsJson.write(json, conclusions.segments());
      QualityJson.write(json, conclusions.quality());
      latencies(json, stats, summary.config().probe().depth());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void origin(JsonGenerator json, SweepOrigin origin) throws IOException {
    json.writeStringField("program", origin.program());
    json.writeArrayFieldStart("command");
    for (String word : origin.command()) {
      json.writeString(word);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("vantage");
    json.writeStringField("host", origin.host());
    json.writeStringField("platform", origin.platform());
    json.writeEndObject();
  }

  private static void newFailures(JsonGenerator json, OptionalLong count) throws IOException {
    if (count.isPresent()) {
      json.writeNumberField("new_failures", count.getAsLong());
    } else {
      json.writeNullField("new_failures");
    }
  }

  /** When the scanner's own side of the network failed. */
  private static void outages(JsonGenerator json, OutageCounts counts) throws IOException {
    json.writeNumberField("doubted", counts.doubted());
    json.writeArrayFieldStart("outages");
    for (Outage outage : counts.outages()) {
      json.writeStartObject();
      json.writeStringField("reason", outage.reason());
      json.writeStringField("from", MILLISECONDS.format(outage.from()));
      json.writeStringField("to", outage.to().map(MILLISECONDS::format).orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void firstPass(JsonGenerator json, FirstPass pass) throws IOException {
    json.writeNumberField("first_pass_attempts", pass.attempts());
    json.writeNumberField("first_pass_s", rounded(pass.seconds()));
    if (pass.perSecond().isPresent()) {
      json.writeNumberField("first_pass_per_s", rounded(pass.perSecond().getAsDouble()));
    } else {
      json.writeNullField("first_pass_per_s");
    }
  }

  private static void settings(JsonGenerator json, SweepSummary summary, Repeats repeats)
      throws IOException {
    SweepConfig config = summary.config();
    json.writeObjectFieldStart("settings");
    json.writeNumberField("seed", config.seed());
    json.writeStringField("shard", config.shard().toString());
    json.writeStringField("depth", config.probe().depth().label());
    json.writeStringField("transport", summary.transport().kind().label());
    json.writeStringField("transport_reason", summary.transport().reason());
    json.writeStringField("close", config.leaveMode().label());
    json.writeNumberField("event_loops", config.eventLoops());
    rate(json, "rate", config.pace().rate());
    rate(json, "segment_rate", config.pace().segmentRate());
    json.writeNumberField("max_in_flight", config.pace().maxInFlight());
    json.writeNumberField("connect_timeout_s", config.patience().connect().toMillis() / 1e3);
    json.writeNumberField("reply_timeout_s", config.patience().reply().toMillis() / 1e3);
    json.writeNumberField("retries", config.patience().retries());
    json.writeNumberField("repeat", repeats.probes());
    json.writeNumberField("repeat_spacing_s", repeats.spacing().toMillis() / 1e3);
    if (repeats.mark().isPresent()) {
      json.writeNumberField("dscp", repeats.mark().get().value());
    } else {
      json.writeNullField("dscp");
    }
    json.writeEndObject();
  }

  /** Three decimals, as in the results. */
  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  private static void rate(JsonGenerator json, String name, long rate) throws IOException {
    if (rate == Pace.UNLIMITED) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, rate);
    }
  }

  private static void counts(JsonGenerator json, StatsSnapshot stats) throws IOException {
    json.writeObjectFieldStart("outcomes");
    for (Map.Entry<Outcome, Long> entry : stats.outcomes().entrySet()) {
      json.writeNumberField(entry.getKey().label(), entry.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("own_troubles");
    for (Map.Entry<OwnTrouble, Long> entry : stats.troubles().entrySet()) {
      json.writeNumberField(entry.getKey().label(), entry.getValue());
    }
    json.writeEndObject();
  }

  /** Targets by verdict, and those that are failing or degraded by cause. */
  private static void diagnoses(JsonGenerator json, DiagnosisCounts counts) throws IOException {
    json.writeObjectFieldStart("verdicts");
    for (Verdict verdict : Verdict.values()) {
      json.writeNumberField(verdict.label(), counts.of(verdict));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("causes");
    for (Verdict verdict : List.of(Verdict.FAILING, Verdict.DEGRADED)) {
      json.writeObjectFieldStart(verdict.label());
      for (Cause cause : Cause.values()) {
        if (cause != Cause.NONE) {
          json.writeNumberField(cause.label(), counts.of(verdict, cause));
        }
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void inventory(JsonGenerator json, InventoryCoverage inventory)
      throws IOException {
    json.writeObjectFieldStart("inventory");
    json.writeNumberField("hosts", inventory.hosts());
    json.writeNumberField("not_swept", inventory.notSwept());
    json.writeStringField("not_swept_example", inventory.example());
    json.writeEndObject();
  }

  private static void policy(JsonGenerator json, PolicyTally policy) throws IOException {
    json.writeObjectFieldStart("policy");
    json.writeNumberField("violating", policy.hosts());
    json.writeArrayFieldStart("checks");
    for (Map.Entry<String, Long> check : policy.violations().entrySet()) {
      json.writeStartObject();
      json.writeStringField("check", check.getKey());
      json.writeNumberField("violating", check.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void latencies(JsonGenerator json, StatsSnapshot stats, Stage depth)
      throws IOException {
    json.writeObjectFieldStart("latency_ms");
    for (Stage stage : StatsSnapshot.MEASURED_STAGES) {
      if (stage.compareTo(depth) > 0) {
        break; // nobody asked
      }
      StageLatency latency = stats.latency(stage);
      json.writeObjectFieldStart(stage.label());
      json.writeNumberField("count", latency.count());
      if (latency.count() > 0) {
        json.writeNumberField("p50", rounded(latency.p50Nanos() / 1e6));
        json.writeNumberField("p90", rounded(latency.p90Nanos() / 1e6));
        json.writeNumberField("p99", rounded(latency.p99Nanos() / 1e6));
        json.writeNumberField("p99.9", rounded(latency.p999Nanos() / 1e6));
        json.writeNumberField("max", rounded(latency.maxNanos() / 1e6));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
