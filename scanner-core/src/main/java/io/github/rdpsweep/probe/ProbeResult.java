package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.target.Target;
import java.util.Objects;

/**
 * All that is known of one target when its probe is over: its row.
 *
 * @param target what was probed
 * @param outcome how it ended
 * @param stage the last stage that was begun; {@link Stage#DONE} is never used here
 * @param detail further evidence in words, or empty; may hold bytes of the peer, made printable
 * @param attempts passes in which it was connected to; follow-ups, and what the scanner's own
 *     trouble made it repeat, do not count
 * @param timings what the last attempt took
 * @param path what the kernel measured
 * @param negotiation what the server's confirm said
 * @param server what it showed beyond that
 * @param startedAtMillis start of the last attempt, milliseconds of the Unix epoch
 * @param supplement what follow-ups added
 */
public record ProbeResult(
    Target target,
    Outcome outcome,
    Stage stage,
    String detail,
    int attempts,
    Timings timings,
    PathFacts path,
    Negotiation negotiation,
    ServerFacts server,
    long startedAtMillis,
    Supplement supplement) {

  private static final String CUT_SHORT = "stopped before its follow-ups";

  public ProbeResult {
    Objects.requireNonNull(target);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(negotiation);
    Objects.requireNonNull(server);
    Objects.requireNonNull(supplement);
  }

  /** Of a probe that went no further than negotiation, without follow-ups. */
  public ProbeResult(
      Target target,
      Outcome outcome,
      Stage stage,
      String detail,
      int attempts,
      Timings timings,
      PathFacts path,
      Negotiation negotiation,
      long startedAtMillis) {
    this(
        target,
        outcome,
        stage,
        detail,
        attempts,
        timings,
        path,
        negotiation,
        ServerFacts.NONE,
        startedAtMillis,
        Supplement.NONE);
  }

  /** The same, as the sweep was stopped before all follow-ups of it were made. */
  public ProbeResult cutShort() {
    return with(detail.isEmpty() ? CUT_SHORT : detail + "; " + CUT_SHORT, supplement);
  }

  /** Whether a row with this detail lacks follow-ups, since the sweep was stopped. */
  public static boolean isCutShort(String detail) {
    return detail.endsWith(CUT_SHORT);
  }

  /** The same with what a follow-up showed. */
  public ProbeResult with(Supplement other) {
    return with(detail, other);
  }

  /** The same with what a follow-up showed, and that in words. */
  public ProbeResult with(String evidence, Supplement other) {
    return new ProbeResult(
        target,
        outcome,
        stage,
        evidence,
        attempts,
        timings,
        path,
        negotiation,
        server,
        startedAtMillis,
        other);
  }
}
