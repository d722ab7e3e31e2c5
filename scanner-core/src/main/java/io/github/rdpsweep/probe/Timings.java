package io.github.rdpsweep.probe;

/**
 * What the stages of a probe took, in nanoseconds; {@link #NOT_MEASURED} where a stage was not
 * finished. A probe's last attempt counts.
 *
 * @param connectNanos from the first SYN to the established connection, or to its refusal
 * @param negotiateNanos from the Connection Request to the whole reply
 * @param tlsNanos from the ClientHello to the end of the handshake
 * @param identityNanos from the first message of CredSSP to the answer
 * @param totalNanos from the first SYN to the outcome
 */
public record Timings(
    long connectNanos, long negotiateNanos, long tlsNanos, long identityNanos, long totalNanos) {

  public static final long NOT_MEASURED = -1;

  /** Nothing was measured. */
  public static final Timings NONE = new Timings(NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);

  /** Of a probe that went no further than negotiation. */
  public Timings(long connectNanos, long negotiateNanos, long totalNanos) {
    this(connectNanos, negotiateNanos, NOT_MEASURED, NOT_MEASURED, totalNanos);
  }
}
