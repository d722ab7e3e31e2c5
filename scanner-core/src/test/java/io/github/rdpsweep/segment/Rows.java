package io.github.rdpsweep.segment;

import io.github.rdpsweep.diagnosis.Cause;
import io.github.rdpsweep.diagnosis.Verdict;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.segment.Observation.Delivery;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Rows as a diagnoser would hand them on, for the tests of this package. */
final class Rows {

  static final long MILLISECOND = 1_000_000;

  private Rows() {}

  /** A host that is well, in its inventory, one millisecond away. */
  static Observation ready(String address) {
    return ready(address, MILLISECOND, Delivery.AT_ONCE);
  }

  static Observation ready(String address, long latencyNanos, Delivery delivery) {
    return new Observation(
        inet(address),
        Outcome.READY,
        Verdict.OK,
        Cause.NONE,
        Presence.KNOWN,
        latencyNanos,
        delivery);
  }

  /** A host of the inventory that fails without having been reached. */
  static Observation unreached(String address, Outcome outcome, Cause cause) {
    return new Observation(
        inet(address), outcome, Verdict.FAILING, cause, Presence.KNOWN, -1, Delivery.UNKNOWN);
  }

  /** A host that answers and fails. */
  static Observation answering(String address, Outcome outcome, Cause cause, Presence presence) {
    return new Observation(
        inet(address), outcome, Verdict.FAILING, cause, presence, MILLISECOND, Delivery.AT_ONCE);
  }

  /** A host of the inventory that is silent. */
  static Observation silent(String address) {
    return unreached(address, Outcome.SILENT, Cause.UNDETERMINED);
  }

  /** A host that shows to exist by refusing. */
  static Observation refused(String address) {
    return answering(address, Outcome.REFUSED, Cause.SERVICE, Presence.ANSWERED);
  }

  /** A host of the inventory that is silent here and lives on another port. */
  static Observation blocked(String address) {
    return unreached(address, Outcome.SILENT, Cause.FIREWALL);
  }

  /** A host that speaks RDP and refuses all that it is offered. */
  static Observation incompatible(String address) {
    return answering(address, Outcome.NEGOTIATION_REFUSED, Cause.COMPATIBILITY, Presence.ANSWERED);
  }

  /** A host that is well and 50 ms away. */
  static Observation slow(String address) {
    return ready(address, 50 * MILLISECOND, Delivery.AT_ONCE);
  }

  /** A host that works badly. */
  static Observation degraded(String address, Cause cause, Delivery delivery) {
    return new Observation(
        inet(address),
        Outcome.READY,
        Verdict.DEGRADED,
        cause,
        Presence.ANSWERED,
        MILLISECOND,
        delivery);
  }

  /** An address for which an ICMP error came, after so long. */
  static Observation unreachable(String address, long nanos) {
    return new Observation(
        inet(address),
        Outcome.UNREACHABLE,
        Verdict.ABSENT,
        Cause.NONE,
        Presence.NONE,
        nanos,
        Delivery.UNKNOWN);
  }

  /** An address with nothing behind it. */
  static Observation absent(String address) {
    return new Observation(
        inet(address),
        Outcome.SILENT,
        Verdict.ABSENT,
        Cause.NONE,
        Presence.NONE,
        -1,
        Delivery.UNKNOWN);
  }

  private static InetAddress inet(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
