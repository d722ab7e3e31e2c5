package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Diagnosis;
import io.github.rdpsweep.diagnosis.HostContext;
import io.github.rdpsweep.diagnosis.NeighbourDiscovery;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import java.net.InetAddress;
import java.util.Objects;

/**
 * What segments keep of one finished row.
 *
 * @param address where it was
 * @param outcome how the probe ended
 * @param verdict the diagnosis: whether that is a failure
 * @param cause the diagnosis: where the evidence points
 * @param presence what shows that a host exists there
 * @param latencyNanos a round trip to the address, or {@link Timings#NOT_MEASURED}; of an ICMP
 *     error, how long it took to come
 * @param delivery whether packets had to be sent again; {@link Delivery#UNKNOWN} where latency and
 *     delivery are no measure of the path
 * @param repetition what repeated probes showed
 */
public record Observation(
    InetAddress address,
    Outcome outcome,
    Verdict verdict,
    Cause cause,
    Presence presence,
    long latencyNanos,
    Delivery delivery,
    Repetition repetition) {

  /** Whether packets had to be sent again. */
  public enum Delivery {
    UNKNOWN,
    AT_ONCE,
    RESENT
  }

  /* The first SYN is repeated after 1 s by Linux and by Windows; a timer may be a little early. */
  private static final long SYN_REPEATED_NANOS = 950_000_000L;

  private static final long NANOS_A_MICRO = 1_000;

  public Observation {
    Objects.requireNonNull(address);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(presence);
    Objects.requireNonNull(delivery);
    Objects.requireNonNull(repetition);
  }

  /** Of a target that was probed once. */
  public Observation(
      InetAddress address,
      Outcome outcome,
      Verdict verdict,
      Cause cause,
      Presence presence,
      long latencyNanos,
      Delivery delivery) {
    this(address, outcome, verdict, cause, presence, latencyNanos, delivery, Repetition.NONE);
  }

  /**
   * What segments keep of a diagnosed result.
   *
   * @param result the result of a target whose name was found: others lie in no segment
   */
  public static Observation of(ProbeResult result, HostContext context, Diagnosis diagnosis) {
    return of(
        result.target().endpoint().getAddress(),
        result.outcome(),
        diagnosis,
        Presence.of(context, diagnosis.verdict()),
        result.timings().connectNanos(),
        result.path(),
        Repetition.of(result.supplement().series()));
  }

  /**
   * The same of what was kept of a result. The kernel's round-trip time is preferred to the time to
   * connect, which holds the waiting for lost SYNs. That is taken as exactly as it is written, so
   * that a file of results says the same as the sweep that wrote it.
   */
  public static Observation of(
      InetAddress address,
      Outcome outcome,
      Diagnosis diagnosis,
      Presence presence,
      long connectNanos,
      PathFacts path,
      Repetition repetition) {
    long rtt = path.rttMicros() * NANOS_A_MICRO;
    return new Observation(
        address,
        outcome,
        diagnosis.verdict(),
        diagnosis.cause(),
        presence,
        rtt > 0 ? rtt : written(connectNanos),
        delivery(outcome, path.retransmits(), connectNanos),
        repetition);
  }

  private static Delivery delivery(Outcome outcome, int retransmits, long connectNanos) {
    if (connectNanos < 0 || !isMeasure(outcome)) {
      return Delivery.UNKNOWN;
    }
    boolean resent =
        retransmits >= 0 ? retransmits > 0 : written(connectNanos) >= SYN_REPEATED_NANOS;
    return resent ? Delivery.RESENT : Delivery.AT_ONCE;
  }

  private static long written(long nanos) {
    return nanos < 0 ? nanos : Repetition.toMicros(nanos);
  }

  /**
   * Whether the exchange tells how good the path is. What never gets through is a failure, and no
   * matter of quality; and the kernel does not tell of a refused connect, whose time is then our
   * own: late while this machine is busy, and long where a system tries again.
   */
  private static boolean isMeasure(Outcome outcome) {
    return outcome != Outcome.UNREACHABLE
        && outcome != Outcome.UNACKNOWLEDGED
        && outcome != Outcome.REFUSED;
  }

  /** Whether it is of a host that should be there, and that the scanner could judge. */
  boolean isExpected() {
    return presence != Presence.NONE && verdict != Verdict.UNKNOWN;
  }

  /** Whether it failed after it had connected, so that packets do reach the host. */
  boolean isFailureAfterConnect() {
    Stage stage = outcome.stage();
    return isFailure() && stage != Stage.BEFORE && stage != Stage.CONNECT;
  }

  boolean isFailure() {
    return isExpected() && verdict == Verdict.FAILING;
  }

  /** Whether the latency is of a way to the host and back. */
  boolean hasRoundTrip() {
    return latencyNanos > 0 && outcome != Outcome.UNREACHABLE;
  }

  /** Whether a router on the way sent an ICMP error, and not a last one that found no host. */
  boolean isTurnedBack() {
    return outcome == Outcome.UNREACHABLE && !NeighbourDiscovery.mayHaveFailed(latencyNanos);
  }

  /**
   * Whether it answered with INCONSISTENT_FLAGS, which a request in clear text should never get: of
   * all refused negotiations, the diagnosis gives only this one to a firewall.
   */
  boolean isInconsistent() {
    return outcome == Outcome.NEGOTIATION_REFUSED && cause == Cause.FIREWALL;
  }
}
