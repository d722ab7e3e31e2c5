package io.github.rdpsweep.testing;

import io.github.rdpsweep.diagnosis.Diagnoser;
import io.github.rdpsweep.diagnosis.KnownHosts;
import io.github.rdpsweep.diagnosis.Thresholds;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.PathFacts;
import io.github.rdpsweep.probe.ProbeResult;
import io.github.rdpsweep.probe.Stage;
import io.github.rdpsweep.probe.Timings;
import io.github.rdpsweep.rdp.ConnectionRequest;
import io.github.rdpsweep.rdp.Negotiation;
import io.github.rdpsweep.rdp.SecurityProtocol;
import io.github.rdpsweep.report.ResultRows;
import io.github.rdpsweep.segment.SegmentNames;
import io.github.rdpsweep.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Results as the engine makes them, for tests of what comes behind it. */
public final class SampleResults {

  /** When all of them started. */
  public static final long STARTED_AT = Instant.parse("2026-11-24T08:15:02.123Z").toEpochMilli();

  private SampleResults() {}

  /** A target on port 3389. */
  public static Target target(String address, String spec) {
    try {
      return new Target(new InetSocketAddress(InetAddress.getByName(address), 3389), spec);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** HYBRID selected after 1.5 ms for TCP and 12.346 ms for the answer. */
  public static ProbeResult ready(Target target) {
    return new ProbeResult(
        target,
        Outcome.READY,
        Stage.NEGOTIATE,
        "",
        1,
        new Timings(1_500_000, 12_345_678, 13_900_000),
        new PathFacts(1_499, 0, 0),
        new Negotiation.Response(SecurityProtocol.HYBRID, 0x1f),
        STARTED_AT);
  }

  /** A peer that let itself be connected, with what it said then. */
  public static ProbeResult answered(
      Target target, Outcome outcome, String detail, Negotiation negotiation) {
    return new ProbeResult(
        target,
        outcome,
        Stage.NEGOTIATE,
        detail,
        1,
        new Timings(1_500_000, 12_345_678, 13_900_000),
        new PathFacts(1_499, 0, 0),
        negotiation,
        STARTED_AT);
  }

  /** Two attempts without an answer. */
  public static ProbeResult silent(Target target) {
    return new ProbeResult(
        target,
        Outcome.SILENT,
        Stage.CONNECT,
        "",
        2,
        new Timings(Timings.NOT_MEASURED, Timings.NOT_MEASURED, 3_000_000_000L),
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        STARTED_AT);
  }

  /** A name that was not found. */
  public static ProbeResult unresolved(String name) {
    return new ProbeResult(
        new Target(InetSocketAddress.createUnresolved(name, 3389), name, true),
        Outcome.UNRESOLVED,
        Stage.BEFORE,
        "",
        0,
        Timings.NONE,
        PathFacts.NONE,
        Negotiation.UNANSWERED,
        0);
  }

  /** A maker of rows by the default thresholds, that knows nothing of hosts beforehand. */
  public static ResultRows rows() {
    return new ResultRows(
        new Diagnoser(Thresholds.DEFAULT, ConnectionRequest.DEFAULT.requestedProtocols()),
        KnownHosts.NONE,
        SegmentNames.NONE);
  }
}
