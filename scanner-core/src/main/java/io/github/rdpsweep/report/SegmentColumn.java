package io.github.rdpsweep.report;

import java.util.Locale;

/**
 * The columns of the segments CSV, in their order. Scripts count on both: new columns are only ever
 * added at the end.
 */
public enum SegmentColumn {
  SEGMENT,
  NAME,
  CAUSE,
  FAILURE_RATIO,
  RATIO_LOW,
  RATIO_HIGH,
  FAILURES,
  EXPECTED,
  SWEPT,
  OK,
  DEGRADED,
  FAILING,
  ABSENT,
  UNKNOWN,
  NETWORK,
  FIREWALL,
  SERVICE,
  COMPATIBILITY,
  UNDETERMINED,
  DEGRADED_CAUSE,
  CONNECTED,
  RESENT,
  LATENCY_P50_MS,
  LATENCY_P90_MS,
  LATENCY_P99_MS,
  OUTCOMES,
  UNIFORM,
  NOTE,
  REPEATED,
  FLIPPING,
  PACKETS_SENT,
  PACKETS_LOST,
  LOSS,
  LOSS_LOW,
  LOSS_HIGH,
  QOS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word in the header row; stable. */
  public String label() {
    return label;
  }
}
