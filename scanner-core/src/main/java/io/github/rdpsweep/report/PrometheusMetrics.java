package io.github.rdpsweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Text in Prometheus' exposition format, version 0.0.4: metrics with what they mean, and their
 * samples.
 */
/*
 * Why not the client library's writer: it takes a model of each metric, in three jars, to write the
 * three kinds of lines below.
 */
final class PrometheusMetrics {

  private final StringBuilder text = new StringBuilder(16 * 1024);
  private String name = "";

  /** Begins a metric whose value may go up and down. */
  PrometheusMetrics gauge(String metric, String help) {
    return begin(metric, "gauge", help);
  }

  /** Begins a metric of buckets. */
  PrometheusMetrics histogram(String metric, String help) {
    return begin(metric, "histogram", help);
  }

  private PrometheusMetrics begin(String metric, String type, String help) {
    name = metric;
    text.append("# HELP ").append(metric).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Adds a sample to the metric begun last.
   *
   * @param labels names and values of labels in turns; values may be anything
   */
  PrometheusMetrics sample(long value, String... labels) {
    return line("", Long.toString(value), labels);
  }

  /** The same for what is measured, and not counted. */
  PrometheusMetrics sample(double value, String... labels) {
    return line("", Double.toString(value), labels);
  }

  /** The same for a part of a histogram, such as {@code _count}. */
  PrometheusMetrics part(String suffix, long value, String... labels) {
    return line(suffix, Long.toString(value), labels);
  }

  /** The same for a part of a histogram that is measured. */
  PrometheusMetrics part(String suffix, double value, String... labels) {
    return line(suffix, Double.toString(value), labels);
  }

  private PrometheusMetrics line(String suffix, String value, String... labels) {
    text.append(name).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      appendEscaped(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    return this;
  }

  private void appendEscaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(text.toString().getBytes(UTF_8));
  }
}
