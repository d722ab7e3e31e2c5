package io.github.rdpsweep.probe;

/**
 * What the stages of a probe took, in nanoseconds; {@link #NOT_MEASURED} where a stage was not
 * finished. A probe's last attempt counts.
 *
 * @param connectNanos from the first SYN to the established connection, or to its refusal
 * @param negotiateNanos from the Connection Request to the whole reply
 * @param totalNanos from the first SYN to the outcome
 */
public record Timings(long connectNanos, long negotiateNanos, long totalNanos) {

  public static final long NOT_MEASURED = -1;

  /** Nothing was measured. */
  public static final Timings NONE = new Timings(NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);
}
